use crate::decimal;
use crate::envelope::Reason;
use alloc::borrow::Cow;
use alloc::vec::Vec;

/// The code of a reason that says bytes were not the canonical encoding of the
/// message expected. The host checks first, so rules rarely see it.
pub const MALFORMED: &str = "malformed";

/// The code of a reason that says the rules failed where they did not mean to
/// reject, such as at a number that became too large.
pub const FAILED: &str = "failed";

/// What a rule function returns: nothing, or why not.
pub type Outcome = Result<(), Reasons>;

/// Why a request is rejected. They are an error, so that a rule returns them with
/// `?` like any other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[must_use]
pub struct Reasons(pub Vec<Reason>);

/// Rejects a request for one reason. The code is for programs, the field the
/// dotted path of what it is about ("" for the request as a whole), the message
/// for people.
#[cold]
pub fn reject(
    code: impl Into<Cow<'static, str>>,
    field: impl Into<Cow<'static, str>>,
    message: impl Into<Cow<'static, str>>,
) -> Reasons {
    let mut reasons = Reasons::new();
    reasons.add(code, field, message);
    reasons
}

impl Reasons {
    /// No reasons.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a reason, so that a rule can report everything that is wrong at
    /// once.
    #[cold]
    pub fn add(
        &mut self,
        code: impl Into<Cow<'static, str>>,
        field: impl Into<Cow<'static, str>>,
        message: impl Into<Cow<'static, str>>,
    ) {
        self.0.push(Reason { code: code.into(), message: message.into(), field: field.into() });
    }

    /// Rejects if there is a reason.
    ///
    /// # Errors
    ///
    /// Fails with the reasons.
    #[inline]
    pub fn outcome(self) -> Outcome {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(self)
        }
    }
}

/// A number that cannot be computed fails the request.
impl From<decimal::Error> for Reasons {
    #[cold]
    fn from(e: decimal::Error) -> Self {
        reject(FAILED, "", e.message())
    }
}
