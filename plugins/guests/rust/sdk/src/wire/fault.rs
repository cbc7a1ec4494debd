use crate::text;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// Says what is not canonical, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Field numbers from the fault to the outermost message: innermost first.
    pub(super) fields: Vec<u32>,
    pub(super) reason: Cow<'static, str>,
}

impl Fault {
    /// Field 0 is the message itself.
    #[cold]
    pub(super) fn new(field: u32, reason: Cow<'static, str>) -> Self {
        let mut fields = Vec::new();
        if field != 0 {
            fields.push(field);
        }
        Self { fields, reason }
    }

    /// The fault for people: "not canonical: field 9.1: a default value is written".
    #[must_use]
    pub fn message(&self) -> String {
        let mut s = String::from("not canonical: ");
        for (i, f) in self.fields.iter().rev().enumerate() {
            s.push_str(if i == 0 { "field " } else { "." });
            s.push_str(&text::unsigned(u64::from(*f)));
        }
        if !self.fields.is_empty() {
            s.push_str(": ");
        }
        s.push_str(&self.reason);
        s
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())
    }
}
