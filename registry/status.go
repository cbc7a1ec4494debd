package registry

import "errors"

// A Condition is one of the sentinel errors of this package with what is
// derived from it.
type Condition struct {
	// Err is the sentinel, nil for an internal failure.
	Err error
	// Code names the condition in JSON: "invalid", "refused", ...
	Code string
	// Exit is the exit status of a command.
	Exit int
	// HTTP is the status of an HTTP response.
	HTTP int
}

// conditions is in the order in which an error that matches several is judged:
// the more specific first.
var conditions = []Condition{
	{ErrStale, "stale", 6, 409},
	{ErrConflict, "conflict", 6, 409},
	{ErrNotFound, "not_found", 5, 404},
	{ErrNotAllowed, "not_allowed", 4, 403},
	{ErrRefused, "refused", 3, 422},
	{ErrTimeout, "timeout", 7, 504},
	{ErrUnreachable, "unreachable", 8, 502},
	{ErrInvalid, "invalid", 2, 400},
}

// ConditionOf returns the condition that err matches. An error that matches
// none is an internal failure: code "internal", exit status 1, HTTP status 500.
func ConditionOf(err error) Condition {
	for _, c := range conditions {
		if errors.Is(err, c.Err) {
			return c
		}
	}
	return Condition{Code: "internal", Exit: 1, HTTP: 500}
}

// ConditionNamed returns the condition with the given code, as a client does
// with an answer it got. An unknown code is an internal failure.
func ConditionNamed(code string) Condition {
	for _, c := range conditions {
		if c.Code == code {
			return c
		}
	}
	return ConditionOf(nil)
}
