use crate::envelope::{Document, Request};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// One run of the apply operation: what the rules may know beside state and
/// command, and what they have to say beside the new state.
#[derive(Debug)]
pub struct Call<'a> {
    request: Request<'a>,
    pub(crate) is_final: bool,
    pub(crate) documents: Vec<Document<'a>>,
}

impl<'a> Call<'a> {
    /// The call for a request, for tests that run a rule function directly.
    #[must_use]
    pub fn new(request: Request<'a>) -> Self {
        Self { request, is_final: false, documents: Vec::new() }
    }

    /// Whether the record does not exist yet.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.request.state.is_empty()
    }

    /// The logical time in unix seconds.
    #[must_use]
    pub fn time(&self) -> i64 {
        self.request.time
    }

    /// The member who sent the command.
    #[must_use]
    pub fn actor(&self) -> &'a str {
        self.request.actor
    }

    /// The members who share the record, in the record's order.
    #[must_use]
    pub fn parties(&self) -> &[&'a str] {
        &self.request.parties
    }

    /// Whether the member shares the record.
    #[must_use]
    pub fn is_party(&self, member: &str) -> bool {
        self.request.parties.contains(&member)
    }

    /// The number of the transition: 1 creates the record.
    #[must_use]
    pub fn sequence(&self) -> u64 {
        self.request.sequence
    }

    /// 32 bytes that are the same on every pod. They are no secret.
    #[must_use]
    pub fn seed(&self) -> &'a [u8] {
        self.request.seed
    }

    /// The reference data of that name, if the release pins it.
    #[must_use]
    pub fn reference(&self, name: &str) -> Option<&'a [u8]> {
        self.request.references.iter().find(|r| r.name == name).map(|r| r.data)
    }

    /// Keeps a text until the call ends, so that it can be put into the state.
    #[must_use]
    pub fn keep(&self, text: impl Into<String>) -> &'a str {
        let text = text.into();
        if text.is_empty() {
            return "";
        }
        // The module gets its memory back when the call ends.
        #[cfg(target_arch = "wasm32")]
        crate::heap::leave();
        alloc::boxed::Box::leak(text.into_boxed_str())
    }

    /// Lets a document leave the pod when the transition is recorded.
    pub fn issue(
        &mut self,
        kind: impl Into<Cow<'a, str>>,
        number: impl Into<Cow<'a, str>>,
        summary: impl Into<Cow<'a, str>>,
    ) {
        self.documents.push(Document { kind: kind.into(), number: number.into(), summary: summary.into() });
    }

    /// What was issued so far.
    #[must_use]
    pub fn documents(&self) -> &[Document<'a>] {
        &self.documents
    }

    /// Ends the record: no transition follows this one.
    pub fn finish(&mut self) {
        self.is_final = true;
    }

    /// Whether the record was ended.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.is_final
    }
}
