package sdk

// Reasons say why a request is rejected. They are an error, so that a rule
// returns them like any other.
type Reasons []Reason

// Error implements error: the messages, one after another.
func (r Reasons) Error() string {
	s := ""
	for i, reason := range r {
		if i > 0 {
			s += "; "
		}
		if reason.Field != "" {
			s += reason.Field + ": "
		}
		s += reason.Message
	}
	return s
}

// Reject returns the error that rejects a request for one reason. Code is for
// programs, field the dotted path of what it is about ("" for the request as a
// whole), message for people.
func Reject(code, field, message string) error {
	return Reasons{{Code: code, Message: message, Field: field}}
}

// Add adds a reason, so that a rule can report everything that is wrong at once.
func (r *Reasons) Add(code, field, message string) {
	*r = append(*r, Reason{Code: code, Message: message, Field: field})
}

// Err returns r as an error, or nil when there is no reason. Return it instead
// of r itself: an empty list in an error variable would not be nil.
func (r Reasons) Err() error {
	if len(r) == 0 {
		return nil
	}
	return r
}
