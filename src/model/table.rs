//! Values by id in the order of the file, with keys that cannot be mixed up.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;
use std::ops::Index;

/// Names one value of a [`Table`] of `T`; its order is that of the file.
///
/// There are several for each recommendation: 32 bits are enough for all the values that a table takes.
pub struct Key<T> {
    index: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Key<T> {
    const fn new(index: u32) -> Self {
        Self {
            index,
            of: PhantomData,
        }
    }

    const fn place(self) -> usize {
        self.index as usize
    }
}

impl<T> Clone for Key<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Key<T> {}

impl<T> PartialEq for Key<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl<T> Eq for Key<T> {}

impl<T> PartialOrd for Key<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Key<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}

impl<T> Hash for Key<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.index.hash(state);
    }
}

impl<T> fmt::Debug for Key<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// Values with ids, in the order of the file.
#[derive(Debug)]
pub struct Table<T> {
    entries: Vec<(String, T)>,
    keys: HashMap<String, Key<T>>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self {
            entries: Vec::new(),
            keys: HashMap::new(),
        }
    }
}

impl<T> Table<T> {
    /// Adds a value; `None` if the id is taken, or as many values are there as 32 bits can count.
    pub fn insert(&mut self, id: impl Into<String>, value: T) -> Option<Key<T>> {
        let id = id.into();
        if self.keys.contains_key(&id) {
            return None;
        }
        let key = Key::new(u32::try_from(self.entries.len()).ok()?);
        self.keys.insert(id.clone(), key);
        self.entries.push((id, value));
        Some(key)
    }

    /// Makes room for as many values more.
    pub fn reserve(&mut self, values: usize) {
        self.entries.reserve(values);
        self.keys.reserve(values);
    }

    /// The value of a key, to be changed.
    pub fn get_mut(&mut self, key: Key<T>) -> Option<&mut T> {
        self.entries.get_mut(key.place()).map(|(_, value)| value)
    }

    /// The key of an id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<Key<T>> {
        self.keys.get(id).copied()
    }

    /// The id of a key.
    #[must_use]
    pub fn id(&self, key: Key<T>) -> &str {
        &self.entries[key.place()].0
    }

    /// All ids, in order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(id, _)| id.as_str())
    }

    /// All keys, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = Key<T>> + use<T> {
        // No more are taken than 32 bits can count.
        (0..self.entries.len() as u32).map(Key::new)
    }

    /// Keys and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (Key<T>, &T)> {
        let values = self.entries.iter().map(|(_, value)| value);
        self.keys().zip(values)
    }

    /// How many values there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<T> Index<Key<T>> for Table<T> {
    type Output = T;

    /// The value of a key of this table.
    ///
    /// # Panics
    /// Panics on a key of another table, which is a fault of the program.
    fn index(&self, key: Key<T>) -> &T {
        &self.entries[key.place()].1
    }
}
