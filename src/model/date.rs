//! Dates as far as they are known: a year, a month or a day.

use std::fmt;
use std::str::FromStr;

use jiff::civil;

/// A year, a month or a day of the calendar, perhaps approximate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PartialDate {
    year: i16,
    month: Option<i8>,
    day: Option<i8>,
    approximate: bool,
}

impl FromStr for PartialDate {
    type Err = &'static str;

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, with `~` at the end if approximate.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (digits, approximate) = match text.strip_suffix('~') {
            Some(digits) => (digits, true),
            None => (text, false),
        };
        let mut parts = digits.split('-');
        let year = number(parts.next(), 4)?.ok_or("a date begins with a year")?;
        let month = number(parts.next(), 2)?;
        let day = number(parts.next(), 2)?;
        if parts.next().is_some() {
            return Err("a date has a year, a month and a day at most");
        }
        let narrow = |value: i16| i8::try_from(value).map_err(|_| "this is no month or day");
        let month = month.map(narrow).transpose()?;
        let day = day.map(narrow).transpose()?;
        civil::Date::new(year, month.unwrap_or(1), day.unwrap_or(1))
            .map_err(|_| "the calendar has no such date")?;
        Ok(Self {
            year,
            month,
            day,
            approximate,
        })
    }
}

/// A part of a date of exactly so many digits; `None` where the date ended before it.
fn number(part: Option<&str>, digits: usize) -> Result<Option<i16>, &'static str> {
    let Some(part) = part else { return Ok(None) };
    if part.len() != digits || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err("a date is written YYYY, YYYY-MM or YYYY-MM-DD");
    }
    part.parse().map(Some).map_err(|_| "this is no number")
}

impl fmt::Display for PartialDate {
    /// The date as the format writes it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        for part in [self.month, self.day].into_iter().flatten() {
            write!(f, "-{part:02}")?;
        }
        f.write_str(if self.approximate { "~" } else { "" })
    }
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl PartialDate {
    /// Its day, or the first one of its month or year: `2021-11-01`.
    #[must_use]
    pub fn first_day(&self) -> String {
        let (month, day) = (self.month.unwrap_or(1), self.day.unwrap_or(1));
        format!("{:04}-{month:02}-{day:02}", self.year)
    }

    /// The day of the calendar, where the date is known to the day and not approximate.
    #[must_use]
    pub fn day(&self) -> Option<civil::Date> {
        let (month, day) = (self.month?, self.day?);
        let found = civil::Date::new(self.year, month, day).ok();
        found.filter(|_| !self.approximate)
    }

    /// The date for a reader: `about 12 November 2021`.
    #[must_use]
    pub fn in_words(&self) -> String {
        let day = self.day.map(|day| format!("{day} ")).unwrap_or_default();
        let month = self
            .month_name()
            .map(|month| format!("{month} "))
            .unwrap_or_default();
        let about = if self.approximate { "about " } else { "" };
        format!("{about}{day}{month}{}", self.year)
    }

    /// The date as a note of the Chicago Manual of Style has it: `ca. November 12, 2021`.
    #[must_use]
    pub fn in_note(&self) -> String {
        let about = if self.approximate { "ca. " } else { "" };
        let Some(month) = self.month_name() else {
            return format!("{about}{}", self.year);
        };
        match self.day {
            Some(day) => format!("{about}{month} {day}, {}", self.year),
            None => format!("{about}{month} {}", self.year),
        }
    }

    fn month_name(&self) -> Option<&'static str> {
        let month = usize::from(self.month?.unsigned_abs());
        MONTHS.get(month.saturating_sub(1)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::PartialDate;

    #[test]
    fn only_what_is_known_to_the_day_is_a_day() {
        for (given, expected) in [
            ("2021-11-12", Some("2021-11-12")),
            ("2021-11-12~", None),
            ("2021-11", None),
            ("2021", None),
        ] {
            let date: PartialDate = given.parse().expect("this is a date");
            let day = date.day().map(|day| day.to_string());
            assert_eq!(day.as_deref(), expected, "{given}");
        }
    }

    #[test]
    fn reads_what_the_calendar_has_and_nothing_else() {
        for good in ["2022", "2021-11", "2020-02-29", "2022-03~", "0999-01-01"] {
            let date: PartialDate = good.parse().expect("this is a date");
            assert_eq!(date.to_string(), good);
        }
        for bad in [
            "",
            "22",
            "2022-13",
            "2021-02-29",
            "2022-1-1",
            "2022-01-01-01",
            "2022~~",
            "~",
            "20x2",
            "2022-",
        ] {
            assert!(bad.parse::<PartialDate>().is_err(), "{bad}");
        }
    }

    #[test]
    fn says_a_date_in_words() {
        let words = |text: &str| {
            text.parse::<PartialDate>()
                .expect("this is a date")
                .in_words()
        };
        assert_eq!(words("2021-11-20~"), "about 20 November 2021");
        assert_eq!(words("2021-11"), "November 2021");
        assert_eq!(words("2021"), "2021");
        let note = |text: &str| text.parse().map(|date: PartialDate| date.in_note());
        assert_eq!(note("2021-11-20"), Ok("November 20, 2021".to_owned()));
        assert_eq!(note("2021-11~"), Ok("ca. November 2021".to_owned()));
        assert_eq!(note("2021"), Ok("2021".to_owned()));
    }
}
