package contracts

import "github.com/novation-dev/novation/registry"

// Conditions says which condition each custom error of Consortium and Book
// stands for. An error that is not in it is a plain refusal.
func Conditions() map[string]error {
	conditions := map[string]error{}
	for condition, names := range map[error][]string{
		// It was right once; another decision, change or second came first.
		registry.ErrStale: {
			"StaleRelease", "StaleSequence", "StaleMemberEpoch", "WrongCommitment", "WrongSequence", "NotOpen", "BookNotActive",
			"ParentNotActive", "NotProposed", "NotActivated", "Expired", "OutsideWindow", "RevertWindowClosed", "CheckpointNotGrowing",
			"NotPrepared", "AlreadyPrepared", "StaleVote", "StaleResolution", "PausedLately",
		},
		registry.ErrConflict: {
			"AlreadyApproved", "AlreadyVetted", "AlreadyProposed", "AlreadyInitialized", "RecordExists", "CheckpointConflict", "BookOfOtherLine", "AnotherPrepared",
		},
		registry.ErrNotAllowed: {
			"NotApprover", "NotPod", "NotMember", "NotProposer", "NotConsortium", "WrongSignature", "TooFewSignatures", "NotABook",
		},
	} {
		for _, name := range names {
			conditions[name] = condition
		}
	}
	return conditions
}
