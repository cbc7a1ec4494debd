package audit

import (
	"context"
	"fmt"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/match"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
)

// verifyContracts looks again at the code of every contract that a release says
// to have found on chain.
func verifyContracts(ctx context.Context, r *Report, b *bundle.Bundle, chain Chain) error {
	for _, c := range b.Manifest.Contracts {
		name := "contract " + c.Name + " of " + b.Manifest.Ref()
		if c.Match == nil {
			r.skip(name, "the release was made before it was deployed")
			continue
		}
		found, err := match.ParseReport(b.Contracts[c.Name].Match)
		if err == nil && found.Address == nil {
			r.skip(name, "the release does not say where it is")
			continue
		}
		if err == nil && chain == nil {
			r.skip(name, "no node was given")
			continue
		}
		if err == nil {
			var code []byte
			if code, err = chain.Code(ctx, *found.Address); err != nil {
				return err
			}
			err = again(found, code, b.Contracts[c.Name].Artifact)
		}
		if err != nil {
			r.add(name, err, "")
			continue
		}
		r.add(name, nil, "the code at %s is %s, with %d immutables and %d libraries as the release says",
			found.Address, found.Verdict, len(found.Immutables), len(found.Libraries))
		if found.Verdict == match.Match {
			r.Checks[len(r.Checks)-1].Word = Match
		}
	}
	return nil
}

// again compares code with what a release says of it.
func again(found *match.Report, code, file []byte) error {
	a, err := artifact.Parse(file)
	if err != nil {
		return err
	}
	if found.Verdict == match.None {
		return fmt.Errorf("the release says itself that the code is not that of its artefact: %w", registry.ErrRefused)
	}
	return found.Again(code, a)
}
