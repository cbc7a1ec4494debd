//! Visiting the fields of a message, to compare two of them for people.

use crate::decimal::Decimal;
use crate::text;
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// A generated message type: it shows its fields to a [`Walker`], in ascending
/// order of their numbers.
pub trait Walk {
    /// Shows the fields.
    fn walk(&self, w: &mut Walker<'_>);
}

/// A field that a message holds directly: a number, a text, an enum.
pub trait Leaf {
    /// Whether the value is another than the default.
    fn is_set(&self) -> bool;
    /// The value for people.
    fn text(&self) -> Cow<'_, str>;
}

/// Calls a function with path and text of every field that is set.
pub struct Walker<'v> {
    path: String,
    visit: &'v mut dyn FnMut(&str, &str),
}

impl fmt::Debug for Walker<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)
    }
}

impl Walker<'_> {
    /// Shows a single value.
    pub fn leaf(&mut self, name: &str, v: &impl Leaf) {
        if v.is_set() {
            self.within(name, None, |w| (w.visit)(&w.path, &v.text()));
        }
    }

    /// Shows a list of values.
    pub fn leaves(&mut self, name: &str, list: &[impl Leaf]) {
        for (i, v) in list.iter().enumerate() {
            self.within(name, Some(i), |w| (w.visit)(&w.path, &v.text()));
        }
    }

    /// Shows a message that is there.
    pub fn message(&mut self, name: &str, m: &impl Walk) {
        self.within(name, None, |w| m.walk(w));
    }

    /// Shows a list of messages.
    pub fn messages(&mut self, name: &str, list: &[impl Walk]) {
        for (i, m) in list.iter().enumerate() {
            self.within(name, Some(i), |w| m.walk(w));
        }
    }

    fn within(&mut self, name: &str, index: Option<usize>, f: impl FnOnce(&mut Self)) {
        let n = self.path.len();
        if n > 0 {
            self.path.push('.');
        }
        self.path.push_str(name);
        if let Some(i) = index {
            self.path.push('[');
            self.path.push_str(&text::unsigned(i as u64));
            self.path.push(']');
        }
        f(self);
        self.path.truncate(n);
    }
}

/// Calls a function with path and text of every field that is set.
pub fn walk(m: &impl Walk, mut visit: impl FnMut(&str, &str)) {
    m.walk(&mut Walker { path: String::new(), visit: &mut visit });
}

/// A field in which two messages differ.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// The dotted name of the field, "terms.price".
    pub path: String,
    /// Its text in the first message. Empty means not set.
    pub a: String,
    /// Its text in the second.
    pub b: String,
}

/// Compares two messages field by field: the fields in the order of the first,
/// then those that only the second has.
pub fn diff<M: Walk>(a: &M, b: &M) -> Vec<Difference> {
    let mut all: Vec<Difference> = Vec::new();
    walk(a, |path, text| all.push(Difference { path: path.into(), a: text.into(), b: String::new() }));
    walk(b, |path, text| match all.iter_mut().find(|d| d.path == path) {
        Some(d) => d.b = text.into(),
        None => all.push(Difference { path: path.into(), a: String::new(), b: text.into() }),
    });
    all.retain(|d| d.a != d.b);
    all
}

macro_rules! leaf {
    ($type:ty, $self:ident, $set:expr, $text:expr) => {
        impl Leaf for $type {
            fn is_set(&$self) -> bool {
                $set
            }

            fn text(&$self) -> Cow<'_, str> {
                $text.into()
            }
        }
    };
}

leaf!(i32, self, *self != 0, text::number(i64::from(*self)));
leaf!(i64, self, *self != 0, text::number(*self));
leaf!(u32, self, *self != 0, text::unsigned(u64::from(*self)));
leaf!(u64, self, *self != 0, text::unsigned(*self));
leaf!(bool, self, *self, if *self { "true" } else { "false" });
leaf!(&str, self, !self.is_empty(), **self);
leaf!(&[u8], self, !self.is_empty(), text::hex(self));
leaf!(Decimal, self, (*self).is_set(), (*self).text());
