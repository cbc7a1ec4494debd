package compat

import (
	"cmp"
	"maps"
	"slices"

	"github.com/novation-dev/novation/contracts/ast"
)

// A Rule is a kind of difference that Compare finds.
type Rule struct {
	// Code is "NOV-" and four digits. It never changes its meaning.
	Code string `json:"code"`
	// Level is the smallest bump that may carry the difference.
	Level Level `json:"level"`
	// Area is the part of a release that the rule is about.
	Area Area `json:"area"`
	// Kind is a short name for programs. In the areas of storage and safety it
	// is OpenZeppelin's word where there is one; several rules may share it.
	Kind string `json:"kind"`
	// Title names the difference.
	Title string `json:"title"`
	// Why says who is hurt, and how.
	Why string `json:"why"`
	// Do says what the author can do about it.
	Do string `json:"do"`
	// Example is a change at which the rule fires, and one like it at which it
	// does not.
	Example Example `json:"example"`
}

// An Example shows a rule. The texts are short pieces of source.
type Example struct {
	// Before is what there was; empty where only the new version counts.
	Before string `json:"before,omitempty"`
	// Fires is a new version at which the rule fires, Quiet one at which it
	// does not.
	Fires string `json:"fires"`
	Quiet string `json:"quiet"`
}

// An Area is a part of a release that rules are about.
type Area string

// The areas.
const (
	AreaSchema  Area = "schema"
	AreaRelease Area = "release"
	AreaABI     Area = "abi"
	AreaStorage Area = "storage"
	AreaSafety  Area = "safety"
)

// A Finding is one difference between two releases.
type Finding struct {
	Code  string `json:"code"`
	Level Level  `json:"level"`
	// Area and Kind are those of the rule.
	Area Area   `json:"area"`
	Kind string `json:"kind"`
	// Label is the name of what differs: a variable, a function, an event. ""
	// when it has none.
	Label string `json:"label,omitempty"`
	// Place is where it stands in the sources; zero when that is not known.
	Place ast.Place `json:"place,omitzero"`
	// Where is the place: "state.price.scale", "event Transitioned", "limits".
	Where string `json:"where"`
	// What is the difference at this place.
	What string `json:"what"`
	// Why and Do are those of the rule.
	Why string `json:"why"`
	Do  string `json:"do"`
	// Allowed says who wants it so. Zero when nobody does.
	Allowed Allowance `json:"allowed,omitzero"`
}

// Rules returns all rules in the order of their codes.
func Rules() []Rule {
	var out []Rule
	for code, r := range rules {
		r.Code = code
		out = append(out, r)
	}
	slices.SortFunc(out, func(a, b Rule) int { return cmp.Compare(a.Code, b.Code) })
	return out
}

// found makes the finding of a rule.
func found(code, where, what string) Finding {
	r := rules[code]
	return Finding{Code: code, Level: r.Level, Area: r.Area, Kind: r.Kind, Where: where, What: what, Why: r.Why, Do: r.Do}
}

// Explanations that several rules share.
const (
	whyState = "records that exist hold the old form; commitments and disclosures name their leaves by field, " +
		"so that an auditor could not open them with this schema"
	doState = "keep the field as it is and add a new one, or publish a major version with a conversion"

	whyCommand = "programs that send commands send the old form, and the rules refuse what they do not know"
	doCommand  = "keep the member and add a new one beside it, or publish a major version"

	whyABI = "programs that call the contract or read its events were built for the old interface"
	doABI  = "keep it beside the new one, or publish a major version"
)

// rules are by code.
var rules = func() map[string]Rule {
	all := map[string]Rule{}
	for _, some := range []map[string]Rule{releaseRules, besideRules, moduleRules, storageRules, safetyRules} {
		maps.Copy(all, some)
	}
	for code, e := range examples {
		r := all[code]
		r.Example = e
		all[code] = r
	}
	return all
}()

// releaseRules: 01 is the state, 02 the command, 03 the interface of the Book
// or of another contract, 04 the rest. Storage (05) and what is unsafe behind a
// proxy (06) are in files of their own.
// The second half of a code is the same for state and command: see shape.go.
var releaseRules = map[string]Rule{
	"NOV-0101": {Area: AreaSchema, Kind: "state-field-removed", Level: Major, Title: "state field removed", Why: whyState, Do: doState},
	"NOV-0102": {Area: AreaSchema, Kind: "state-field-renumbered", Level: Major, Title: "state field renumbered", Why: whyState, Do: doState},
	"NOV-0103": {Area: AreaSchema, Kind: "state-field-renamed", Level: Major, Title: "state field renamed", Why: whyState, Do: doState},
	"NOV-0104": {Area: AreaSchema, Kind: "state-field-type", Level: Major, Title: "state field changed its type", Why: whyState, Do: doState},
	"NOV-0105": {Area: AreaSchema, Kind: "state-field-repeated", Level: Major, Title: "state field became repeated or singular", Why: whyState, Do: doState},
	"NOV-0106": {Area: AreaSchema, Kind: "state-field-oneof", Level: Major, Title: "state field moved into or out of a oneof", Why: whyState, Do: doState},
	"NOV-0107": {
		Area: AreaSchema, Kind: "state-decimal", Level: Major, Title: "decimal of the state changed scale or unit", Do: doState,
		Why: "the same text means another amount, or is refused: 12.50 is no decimal of scale 3",
	},
	"NOV-0108": {Area: AreaSchema, Kind: "state-enum-value", Level: Major, Title: "enum value of the state removed, renumbered or renamed", Why: whyState, Do: doState},
	"NOV-0109": {
		Area: AreaSchema, Kind: "state-field-added", Level: Minor, Title: "state field or enum value added",
		Why: "older releases refuse states that have it", Do: "raise the minor version",
	},
	"NOV-0120": {
		Area: AreaSchema, Kind: "state-schema-number", Level: Major, Title: "state changed but its schema number did not",
		Why: "releases with the same schema number read each other's records, and these cannot",
		Do:  "raise stateSchema and give the rules a conversion from the old number",
	},
	"NOV-0121": {
		Area: AreaSchema, Kind: "missing-conversion", Level: Major, Title: "schema number raised without a conversion",
		Why: "no record of the old schema can move to this release",
		Do:  "export nv_up, and nv_down if states can be carried back, and declare the conversion",
	},
	"NOV-0122": {
		Area: AreaSchema, Kind: "state-schema-lowered", Level: Major, Title: "schema number lowered",
		Why: "records of the old release are newer than this release can read",
		Do:  "keep or raise stateSchema; to go back, revert the change instead",
	},
	"NOV-0123": {
		Area: AreaSchema, Kind: "conversion-from-other", Level: Major, Title: "conversion from another schema number",
		Why: "records of the old release must first move to a release with the number that the conversion reads",
		Do:  "convert from the schema number of the releases that have live records",
	},
	"NOV-0124": {
		Area: AreaSchema, Kind: "conversion-one-way", Level: Minor, Title: "conversion without a way back",
		Why: "after a revert, records that were converted stay with the newer release",
		Do:  "export nv_down and declare it",
	},
	"NOV-0125": {
		Area: AreaSchema, Kind: "state-converted", Level: Minor, Title: "state schema converted",
		Why: "records move by a conversion, one transaction each", Do: "raise the minor version",
	},

	"NOV-0201": {Area: AreaSchema, Kind: "command-field-removed", Level: Major, Title: "command field removed", Why: whyCommand, Do: doCommand},
	"NOV-0202": {Area: AreaSchema, Kind: "command-field-renumbered", Level: Major, Title: "command field renumbered", Why: whyCommand, Do: doCommand},
	"NOV-0203": {Area: AreaSchema, Kind: "command-field-renamed", Level: Major, Title: "command field renamed", Why: whyCommand, Do: doCommand},
	"NOV-0204": {Area: AreaSchema, Kind: "command-field-type", Level: Major, Title: "command field changed its type", Why: whyCommand, Do: doCommand},
	"NOV-0205": {Area: AreaSchema, Kind: "command-field-repeated", Level: Major, Title: "command field became repeated or singular", Why: whyCommand, Do: doCommand},
	"NOV-0206": {Area: AreaSchema, Kind: "command-field-oneof", Level: Major, Title: "command field moved into or out of a oneof", Why: whyCommand, Do: doCommand},
	"NOV-0207": {
		Area: AreaSchema, Kind: "command-decimal", Level: Major, Title: "decimal of a command changed scale or unit", Do: doCommand,
		Why: "the same text means another amount, or is refused: 12.50 is no decimal of scale 3",
	},
	"NOV-0208": {Area: AreaSchema, Kind: "command-enum-value", Level: Major, Title: "enum value of a command removed, renumbered or renamed", Why: whyCommand, Do: doCommand},
	"NOV-0209": {
		Area: AreaSchema, Kind: "command-field-added", Level: Minor, Title: "command field or enum value added",
		Why: "older releases refuse commands that use it", Do: "raise the minor version",
	},
	"NOV-0220": {
		Area: AreaSchema, Kind: "schema-bytes", Level: Patch, Title: "schema bytes changed, state and command did not",
		Why: "the rules name the schema by its digest", Do: "raise the patch version",
	},

	"NOV-0301": {Area: AreaABI, Kind: "function-removed", Level: Major, Title: "function removed", Why: whyABI, Do: doABI},
	"NOV-0302": {Area: AreaABI, Kind: "function-parameters", Level: Major, Title: "function changed its parameters", Why: "the selector is another, so that calls of the old one revert", Do: doABI},
	"NOV-0303": {Area: AreaABI, Kind: "function-results", Level: Major, Title: "function changed its results", Why: "the call succeeds and the caller decodes something else", Do: doABI},
	"NOV-0304": {
		Area: AreaABI, Kind: "function-mutability", Level: Major, Title: "function changed its mutability", Do: doABI,
		Why: "callers that only read, or that send value, fail",
	},
	"NOV-0305": {Area: AreaABI, Kind: "event-removed", Level: Major, Title: "event removed", Why: "whoever waits for it waits for ever", Do: doABI},
	"NOV-0306": {
		Area: AreaABI, Kind: "event-indexed", Level: Major, Title: "event changed which parameters are indexed",
		Why: "the topic stays the same and the data does not: readers of the old event find the logs and decode them wrongly, without an error. " +
			"No other change of an interface is as dangerous",
		Do: "give the event a new name",
	},
	"NOV-0307": {
		Area: AreaABI, Kind: "event-anonymous", Level: Major, Title: "event became anonymous, or ceased to be",
		Why: "an anonymous event has no topic to find it by: readers miss it, or take its first parameter for the topic",
		Do:  "give the event a new name",
	},
	"NOV-0308": {Area: AreaABI, Kind: "event-parameters", Level: Major, Title: "event changed its parameters", Why: "the topic is another: readers do not find the event", Do: doABI},
	"NOV-0309": {
		Area: AreaABI, Kind: "error-changed", Level: Major, Title: "error removed or changed", Do: doABI,
		Why: "programs tell one refusal from another by it, StaleRelease from the rest",
	},
	"NOV-0310": {
		Area: AreaABI, Kind: "receive-or-fallback", Level: Major, Title: "receive or fallback changed", Do: doABI,
		Why: "plain transfers and unknown calls, which passed or reverted, do the opposite",
	},
	"NOV-0311": {
		Area: AreaABI, Kind: "member-added", Level: Minor, Title: "function, event or error added",
		Why: "older Books do not have it", Do: "raise the minor version",
	},
	"NOV-0312": {
		Area: AreaABI, Kind: "constructor-parameters", Level: Minor, Title: "constructor changed",
		Why: "scripts that deploy the Book pass other arguments", Do: "raise the minor version",
	},
	"NOV-0313": {
		Area: AreaABI, Kind: "parameter-names", Level: Patch, Title: "parameter names changed",
		Why: "calls and logs stay the same; generated bindings do not", Do: "raise the patch version",
	},
	"NOV-0314": {
		Area: AreaABI, Kind: "book-code", Level: Minor, Title: "the code of the Book changed",
		Why: "records move to another contract, one transaction each", Do: "raise the minor version",
	},
	"NOV-0315": {
		Area: AreaABI, Kind: "shared-book-code", Level: Major, Title: "a shared Book with other code",
		Why: "the release says that it goes on with the Book of the one before, and names code that is not that Book's",
		Do:  "set book.shared to false, or use the Book of the release before unchanged",
	},

	"NOV-0401": {
		Area: AreaRelease, Kind: "rules-changed", Level: Patch, Title: "rules changed",
		Why: "the bytes that decide are others; replay tells whether they decide otherwise", Do: "raise the patch version",
	},
	"NOV-0402": {
		Area: AreaRelease, Kind: "limits-lowered", Level: Minor, Title: "limits lowered",
		Why: "a command that fitted may be refused", Do: "raise the minor version",
	},
	"NOV-0403": {
		Area: AreaRelease, Kind: "limits-raised", Level: Patch, Title: "limits raised",
		Why: "a command that was refused may fit", Do: "raise the patch version",
	},
	"NOV-0404": {
		Area: AreaRelease, Kind: "host-abi", Level: Major, Title: "host ABI changed",
		Why: "pods need a program that offers it before they can run the rules", Do: "raise the major version",
	},
	"NOV-0405": {
		Area: AreaRelease, Kind: "meter", Level: Minor, Title: "gas meter changed",
		Why: "calls use another amount of gas, and may run out of it", Do: "raise the minor version",
	},
	"NOV-0406": {
		Area: AreaRelease, Kind: "reference-data", Level: Minor, Title: "reference data changed",
		Why: "the same command may be decided otherwise", Do: "raise the minor version",
	},
	"NOV-0407": {
		Area: AreaRelease, Kind: "samples", Level: Patch, Title: "samples changed",
		Why: "the rules warm up with other calls; what they decide stays", Do: "raise the patch version",
	},
}
