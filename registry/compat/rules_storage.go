package compat

// Explanations that several rules share.
const (
	whyMisread = "the proxy keeps its storage: the new code reads, at the place of one variable, what the old code wrote there for another"
	doMigrate  = "if it must be so, deploy a new contract and migrate the state: no version number makes this change safe in place"

	whyBeyond = "OpenZeppelin's tool does not look at this and would let it pass"
)

// storageRules are about the state behind a proxy. Their kinds are the words of
// OpenZeppelin's tool, and so is what they find, but for those that say
// otherwise.
var storageRules = map[string]Rule{
	"NOV-0501": {
		Area: AreaStorage, Kind: opDelete, Level: Unsafe, Title: "state variable removed", Why: whyMisread,
		Do: "keep the variable, unused if need be; " + doMigrate,
	},
	"NOV-0502": {
		Area: AreaStorage, Kind: opInsert, Level: Unsafe, Title: "state variable inserted before others", Why: whyMisread,
		Do: "declare it after all others, those of bases included, or in the room of a gap that shrinks by as much; " + doMigrate,
	},
	"NOV-0503": {
		Area: AreaStorage, Kind: opRename, Level: Unsafe, Title: "state variable renamed",
		Why: "the new name reads what was kept under the old one. That is right when only the name changed, and wrong when another thing is meant: the compiler cannot tell",
		Do:  "if the meaning stays, say so: /// @custom:oz-renamed-from OLD above the variable, or allow the kind rename; otherwise keep the old one and append a new one",
	},
	"NOV-0504": {
		Area: AreaStorage, Kind: opTypeChange, Level: Unsafe, Title: "state variable changed its type",
		Why: "the bytes that the old code wrote mean something else, or lie elsewhere, in the new type",
		Do: "append a variable of the new type and convert; if both types are kept alike, say so: /// @custom:oz-retyped-from OLD TYPE; " +
			"a fixed array cannot grow where something follows it",
	},
	"NOV-0505": {
		Area: AreaStorage, Kind: opReplace, Level: Unsafe, Title: "state variable replaced by another", Why: whyMisread,
		Do: "keep the old variable, unused if need be, and append the new one; " + doMigrate,
	},
	"NOV-0506": {
		Area: AreaStorage, Kind: opLayout, Level: Unsafe, Title: "state variable moved",
		Why: "the variable is the same and lies at another place, where the old code wrote something else or nothing",
		Do:  "undo what moved it: something before it has another size; " + doMigrate,
	},
	"NOV-0507": {
		Area: AreaStorage, Kind: opTypeChange, Level: Unsafe, Title: "gap does not end where it ended",
		Why: "a gap keeps room for variables that come later. Unless it shrinks by exactly what was put in, everything after it moves",
		Do:  "give the gap as many slots less as the new variables take: several small ones share a slot",
	},
	"NOV-0508": {
		Area: AreaStorage, Kind: opTypeChange, Level: Unsafe, Title: "struct changed",
		Why: "what follows the struct moves, or the members read each other's bytes. Only where a struct is the value of a mapping does nothing follow it",
		Do:  "leave the struct as it is and declare a new one; members may be appended only when the struct is nowhere but directly in mappings",
	},
	"NOV-0509": {
		Area: AreaStorage, Kind: opTypeChange, Level: Unsafe, Title: "enum changed",
		Why: "an enum is kept as the number of its member: stored numbers now mean other members",
		Do:  "append members at the end only, and at most 256 altogether",
	},
	"NOV-0510": {
		Area: AreaStorage, Kind: opNoNamespace, Level: Unsafe, Title: "namespace removed",
		Why: "what is kept in it is lost to the new code, and comes back to life under a later version that uses the name again",
		Do:  "keep the struct with its @custom:storage-location, unused if need be",
	},
	"NOV-0511": {
		Area: AreaStorage, Kind: kindRecursive, Level: Unsafe, Title: "struct contains itself",
		Why: "OpenZeppelin's tool refuses to compare such structs. This one can: it takes them for equal when they are equal at every other place, which is asked of you because the two would otherwise disagree",
		Do:  "allow the kind recursive-type: the struct is then compared, and a difference is still found",
	},
	"NOV-0512": {
		Area: AreaStorage, Kind: kindUnderlying, Level: Unsafe, Title: "user-defined value type is kept as another type",
		Why: "the size is the same and the meaning of the bytes is not: an int256 reads large amounts of a uint256 as debts. " + whyBeyond,
		Do:  "keep the type under it and declare a new one, or allow the kind underlying-type when all stored values mean the same in both",
	},
	"NOV-0513": {
		Area: AreaStorage, Kind: kindByPosition, Level: Unsafe, Title: "namespace changed other than at its end",
		Why: "nothing moved: the new member lies in room that was free, or in a gap. Without the slots of namespaces, which compilers do not report, " +
			"OpenZeppelin's command line refuses this, while its plugins, which compile twice, accept it",
		Do: "append the member at the end of the struct: a namespace needs no gaps; or allow the kind namespace-position",
	},
	"NOV-0515": {
		Area: AreaStorage, Kind: kindName, Level: Unsafe, Title: "name of a type that OpenZeppelin's tool misreads",
		Why: "the type is kept as it was. In the names of types that begin with an underscore or a dollar sign, OpenZeppelin's tool takes a part for punctuation, " +
			"does not find what the type is made of, and refuses: the two would otherwise disagree",
		Do: "rename the type, which changes nothing in the storage, or allow the kind type-name",
	},
	"NOV-0514": {
		Area: AreaStorage, Kind: opLayout, Level: Unsafe, Title: "storage begins at another slot",
		Why: "all variables are elsewhere than the old code wrote them",
		Do:  "leave the slot after \"layout at\" as it is; " + doMigrate,
	},
}
