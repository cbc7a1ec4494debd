package command

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/contracts/artifact"
	"github.com/novation-dev/novation/contracts/layout/picture"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/compat"
	"github.com/novation-dev/novation/registry/compat/sarif"
)

// diffed is what diff prints. Verdict is "error" when nothing could be said;
// Error then says why.
type diffed struct {
	Verdict  string           `json:"verdict"`
	From     string           `json:"from"`
	To       string           `json:"to"`
	Needs    compat.Level     `json:"needs"`
	Findings []compat.Finding `json:"findings"`
	Error    *errorBody       `json:"error,omitempty"`

	text func(source string) []byte
}

// diffFlags are the flags of diff.
type diffFlags struct {
	only, allow []string
	proxy       string
	reportFlags
}

// reportFlags say where else findings go.
type reportFlags struct{ sarif, svg string }

func (f *reportFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&f.sarif, "sarif", "", "file for the findings in SARIF 2.1.0, for code hosts and editors")
	cmd.Flags().StringVar(&f.svg, "svg", "", "folder for pictures of the storage and a page that shows them")
}

// write writes the findings as SARIF if that was asked for.
func (f *reportFlags) write(findings []compat.Finding) error {
	if f.sarif == "" {
		return nil
	}
	b, err := sarif.Encode(programVersion(), findings)
	if err != nil {
		return err
	}
	if err := os.WriteFile(f.sarif, b, 0o644); err != nil {
		return fmt.Errorf("writing the SARIF log: %w", err)
	}
	return nil
}

func diffCommand() *cobra.Command {
	var f diffFlags
	cmd := &cobra.Command{
		Use: "diff OLD NEW", GroupID: "release",
		Short: "Tell what changes from one contract or release to another",
		Long: `Diff compares two releases (bundles or projects), or two contracts as their toolchains
wrote them, FILE#SOURCE:NAME. Of contracts it tells whether the new one may take the place
of the old one behind a proxy: whether the state stays readable, whether the code is safe
there, and what changes for those who call it. Exit status 3 means that it may not.

The verdict is "compatible", "incompatible" or "error". What is not known is never
compatible. Each finding has a code that the reference explains, docs/findings.`,
		Example: "  novation diff old.json#src/Token.sol:Token new.json#src/Token.sol:Token\n" +
			"  novation diff old.json#Token new.json#Token --only storage -o json\n" +
			"  novation diff old.json#Token new.json#Token --unsafe-allow 'delegatecall: the target is fixed'\n" +
			"  novation diff v1.tar v2.tar --sarif findings.sarif --svg pictures",
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			d, err := f.diff(cmd, args[0], args[1])
			if err != nil {
				if wantsJSON(cmd) {
					_ = show(cmd, diffed{Verdict: "error", From: args[0], To: args[1], Findings: []compat.Finding{}, Error: bodyOf(err)}, nil)
				}
				return err
			}
			if err := f.write(d.Findings); err != nil {
				return err
			}
			if err := show(cmd, d, d.view); err != nil {
				return err
			}
			if d.Verdict != compat.Compatible {
				return fmt.Errorf("%s cannot simply take the place of %s: %w", d.To, d.From, registry.ErrRefused)
			}
			return nil
		},
	}
	cmd.Flags().StringSliceVar(&f.only, "only", nil, "compare only these parts of contracts: storage, safety, abi")
	cmd.Flags().StringArrayVar(&f.allow, "unsafe-allow", nil, `kind of finding that is wanted, better with a reason: "KIND: REASON" (may be repeated)`)
	cmd.Flags().StringVar(&f.proxy, "proxy", "", "what the contract stands behind: transparent, uups or beacon (default: uups if it can upgrade itself)")
	f.add(cmd)
	return cmd
}

// diff compares what two arguments name.
func (f *diffFlags) diff(cmd *cobra.Command, from, to string) (*diffed, error) {
	if !isContract(from) && !isContract(to) {
		return f.releases(cmd, from, to)
	}
	old, err := openContract(from)
	if err != nil {
		return nil, err
	}
	next, err := openContract(to)
	if err != nil {
		return nil, err
	}
	proxy, err := registry.ParseProxy(f.proxy)
	if err != nil {
		return nil, err
	}
	opt := compat.Options{Allow: f.allow, Proxy: proxy}
	for _, a := range f.only {
		opt.Only = append(opt.Only, compat.Area(a))
	}
	findings, err := compat.CompareContracts(old.Artifact, next.Artifact, opt)
	if err != nil {
		return nil, err
	}
	if f.svg != "" && next.Layout != nil && old.Layout != nil {
		title := fmt.Sprintf("%s → %s", from, to)
		if err := picture.Write(f.svg, title, picture.Regions(old.Layout, next.Layout), "old", "new"); err != nil {
			return nil, err
		}
	}
	return &diffed{
		Verdict: compat.Verdict(findings, opt), From: old.ref(), To: next.ref(), Needs: compat.Need(findings), Findings: listed(findings),
		text: next.text,
	}, nil
}

// releases compares two bundles or projects.
func (f *diffFlags) releases(cmd *cobra.Command, from, to string) (*diffed, error) {
	if len(f.only) > 0 || len(f.allow) > 0 || f.proxy != "" {
		return nil, usage(cmd, "--only, --unsafe-allow and --proxy are about contracts: a release says itself what its contracts stand behind and what is allowed")
	}
	old, err := openBundle(cmd.Context(), from)
	if err != nil {
		return nil, err
	}
	next, err := openBundle(cmd.Context(), to)
	if err != nil {
		return nil, err
	}
	findings, err := compat.Compare(old, next)
	if err != nil {
		return nil, err
	}
	if f.svg != "" {
		if err := drawContracts(f.svg, old, next); err != nil {
			return nil, err
		}
	}
	return &diffed{
		Verdict: compat.Verdict(findings, compat.Options{}), From: old.Manifest.Ref(), To: next.Manifest.Ref(), Needs: compat.Need(findings), Findings: listed(findings),
	}, nil
}

// drawContracts draws the contracts that two releases have beside their Books,
// each in a folder of its own.
func drawContracts(dir string, old, next *bundle.Bundle) error {
	for name, c := range next.Contracts {
		before, ok := old.Contracts[name]
		if !ok {
			continue
		}
		a, err := artifact.Parse(before.Artifact)
		if err != nil {
			return fmt.Errorf("contract %s of %s: %w", name, old.Manifest.Ref(), err)
		}
		b, err := artifact.Parse(c.Artifact)
		if err != nil {
			return fmt.Errorf("contract %s of %s: %w", name, next.Manifest.Ref(), err)
		}
		if a.Layout == nil || b.Layout == nil {
			continue
		}
		title := fmt.Sprintf("%s: %s → %s", name, old.Manifest.Ref(), next.Manifest.Ref())
		if err := picture.Write(filepath.Join(dir, name), title, picture.Regions(a.Layout, b.Layout), old.Manifest.Version, next.Manifest.Version); err != nil {
			return err
		}
	}
	return nil
}

// listed is findings as JSON lists them: never null.
func listed(findings []compat.Finding) []compat.Finding {
	if findings == nil {
		return []compat.Finding{}
	}
	return findings
}

// isContract reports whether an argument names a contract rather than a release.
func isContract(arg string) bool {
	_, _, named := cutContract(arg)
	file := strings.TrimSuffix(arg, ".gz")
	return named || strings.HasSuffix(file, ".json")
}

func (d *diffed) view(w io.Writer) {
	p := newPrinter(w, d.text)
	p.findings(d.Findings)
	counts := map[compat.Level]int{}
	for _, f := range d.Findings {
		counts[f.Level]++
	}
	style := good
	if d.Verdict != compat.Compatible {
		style = bad
	}
	fmt.Fprintf(w, "%s → %s: %s", d.From, d.To, p.style(style, d.Verdict))
	for l := compat.Level(10); l >= compat.None; l-- {
		if n := counts[l]; n > 0 {
			fmt.Fprintf(w, ", %d %s", n, l)
		}
	}
	fmt.Fprintln(w)
}
