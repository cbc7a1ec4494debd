package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/plugins/cases"
	"github.com/novation-dev/novation/plugins/cases/explore"
	"github.com/novation-dev/novation/plugins/cases/trial"
	"github.com/novation-dev/novation/plugins/guests"
	"github.com/novation-dev/novation/registry"
)

// A testing is one run of the command.
type testing struct {
	cmd     *cobra.Command
	folder  string
	subject subjectFlags
	vectors string
	fuzz    time.Duration
	seed    uint64

	rules  *subject
	report tested
}

// tested is what test prints.
type tested struct {
	Cases   []testedCase   `json:"cases"`
	Vectors []testedVector `json:"vectors"`
	Fuzz    *testedFuzz    `json:"fuzz,omitempty"`
	Passed  int            `json:"passed"`
	Failed  int            `json:"failed"`
}

type testedCase struct {
	Name  string       `json:"name"`
	File  string       `json:"file"`
	Line  int          `json:"line"`
	OK    bool         `json:"ok"`
	Gas   uint64       `json:"gas"`
	Steps []testedStep `json:"steps"`
}

type testedStep struct {
	Line  int      `json:"line"`
	Op    abi.Op   `json:"op"`
	Gas   uint64   `json:"gas"`
	Wrong []string `json:"wrong"`
}

type testedVector struct {
	File  string `json:"file"`
	Name  string `json:"name"`
	OK    bool   `json:"ok"`
	Gas   uint64 `json:"gas"`
	Wrong string `json:"wrong,omitempty"`
}

type testedFuzz struct {
	Seed     uint64   `json:"seed"`
	Seconds  float64  `json:"seconds"`
	Calls    int      `json:"calls"`
	Accepted int      `json:"accepted"`
	Rejected int      `json:"rejected"`
	Findings []string `json:"findings"`
	Files    []string `json:"files"`
}

func testCommand() *cobra.Command {
	var t testing
	cmd := &cobra.Command{
		Use: "test [FOLDER]", GroupID: "rules",
		Short: "Play the cases of a project with its compiled rules",
		Long: `Test builds the rules of a project if their sources changed, and plays the cases in
its folder cases/: every step compiled and interpreted, which must give the same
bytes and the same gas. FOLDER is the present one when none is given.

With --vectors the golden vectors in a folder are played, too: calls with the reply
they must give to the byte, and encodings of messages of the schema.

With --fuzz calls are made up from those of the cases, as long as it says, to find
one that makes the rules break off, that is answered differently when interpreted,
whose state nv_check complains about, or that does not survive a conversion and its
way back. What is found is written to cases/ as a case that fails.

Exit status 3 means that something failed.`,
		Example: "  novation test\n  novation test ./iou --fuzz 30s\n  novation test ./iou --vectors ./vectors -o json",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			t.cmd, t.folder = cmd, folderOf(args)
			return t.run(cmd.Context())
		},
	}
	cmd.Flags().StringVar(&t.vectors, "vectors", "", "folder of golden vectors to play, too")
	cmd.Flags().DurationVar(&t.fuzz, "fuzz", 0, "how long to look for calls that break the rules")
	cmd.Flags().Uint64Var(&t.seed, "seed", 1, "which calls --fuzz makes up")
	t.subject.addPrevious(cmd)
	return cmd
}

func (t *testing) run(ctx context.Context) error {
	if t.fuzz < 0 {
		return usage(t.cmd, "--fuzz %v is less than nothing", t.fuzz)
	}
	if t.vectors != "" {
		if _, err := os.Stat(t.vectors); err != nil {
			return fmt.Errorf("looking for vectors: %w", missing(err))
		}
	}
	if err := t.build(ctx); err != nil {
		return err
	}
	all, err := t.cases()
	if err != nil {
		return err
	}
	on, loading, err := t.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = on.Close() }() // nothing is left to be lost
	t.report = tested{Cases: []testedCase{}, Vectors: []testedVector{}}
	var calls []cases.Call
	for _, c := range all {
		p := on.Play(ctx, c)
		if err := ctx.Err(); err != nil {
			return err
		}
		for _, o := range p.Outcomes {
			calls = append(calls, o.Call)
		}
		t.played(p)
	}
	if t.vectors != "" {
		if err := t.playVectors(ctx, on); err != nil {
			return err
		}
	}
	if t.fuzz > 0 {
		if err := t.explore(ctx, on, calls); err != nil {
			return err
		}
	}
	return errors.Join(t.finish(), loading)
}

// build brings the module up to date and reads the project as a release.
func (t *testing) build(ctx context.Context) error {
	current, err := guests.Current(t.folder)
	if err != nil {
		return missing(err)
	}
	if !current {
		fmt.Fprintln(t.cmd.ErrOrStderr(), "building the rules …")
		p, err := guests.Build(ctx, t.folder)
		if err != nil {
			return err
		}
		if err := p.Write(); err != nil {
			return err
		}
	}
	t.rules, err = t.subject.open(ctx, t.folder)
	return err
}

// cases reads the cases of the project.
func (t *testing) cases() ([]cases.Case, error) {
	folder := filepath.Join(t.folder, guests.CaseFolder)
	all, err := t.rules.reader.Load(os.DirFS(folder))
	if errors.Is(err, fs.ErrNotExist) {
		all, err = nil, nil
	}
	if err == nil && len(all) == 0 && t.vectors == "" && t.fuzz == 0 {
		return nil, fmt.Errorf("%s has no cases\nWrite one in %s: a project that `novation new` makes has some to begin with, and says how in its README.md: %w",
			t.folder, folder, registry.ErrNotFound)
	}
	return all, err
}

// open loads the rules as a pod would. Rules that cannot answer a sample do not
// load at all; they are loaded without samples then, so that their cases can tell
// why, and loading is the error.
func (t *testing) open(ctx context.Context) (on *trial.Trial, loading, err error) {
	on, err = trial.Open(ctx, t.rules.module, t.rules.spec, t.rules.reader, moduleCache())
	if err == nil || t.rules.spec.Samples == nil {
		return on, nil, err
	}
	loading = err
	if _, ok := errors.AsType[*plugins.LoadError](err); !ok {
		return nil, nil, err
	}
	spec := t.rules.spec
	spec.Samples = nil
	if on, err = trial.Open(ctx, t.rules.module, spec, t.rules.reader, moduleCache()); err != nil {
		return nil, nil, loading
	}
	return on, loading, nil
}

// played notes and prints what became of a case.
func (t *testing) played(p trial.Played) {
	c := testedCase{Name: p.Case.Name, File: p.Case.File, Line: p.Case.Line, OK: p.OK(), Gas: p.TotalGas(), Steps: []testedStep{}}
	where, wrong := fmt.Sprintf("%s:%d", p.Case.File, p.Case.Line), []string(nil)
	for i, o := range p.Outcomes {
		s := testedStep{Line: p.Case.Steps[o.Step].Line, Op: o.Call.Op, Gas: p.Gas[i], Wrong: append([]string{}, o.Differences...)}
		if o.Err != nil {
			s.Wrong = append(s.Wrong, o.Err.Error())
		}
		for _, w := range s.Wrong {
			wrong = append(wrong, fmt.Sprintf("line %d: %s", s.Line, w))
		}
		c.Steps = append(c.Steps, s)
	}
	t.report.Cases = append(t.report.Cases, c)
	t.line(c.OK, c.Name, where, c.Gas, wrong)
}

func (t *testing) playVectors(ctx context.Context, on *trial.Trial) error {
	all, skipped, err := on.Vectors(ctx, os.DirFS(t.vectors))
	if err != nil {
		return err
	}
	for _, v := range all {
		t.report.Vectors = append(t.report.Vectors, testedVector{v.File, v.Name, v.Wrong == "", v.Gas, v.Wrong})
		var wrong []string
		if v.Wrong != "" {
			wrong = []string{v.Wrong}
		}
		t.line(v.Wrong == "", v.Name, v.File, v.Gas, wrong)
	}
	for _, name := range skipped {
		fmt.Fprintf(t.cmd.ErrOrStderr(), "%s has no vectors for this schema\n", name)
	}
	return nil
}

func (t *testing) explore(ctx context.Context, on *trial.Trial, calls []cases.Call) error {
	fmt.Fprintf(t.cmd.ErrOrStderr(), "looking for calls that break the rules, for %v …\n", t.fuzz)
	limited, cancel := context.WithTimeout(ctx, t.fuzz)
	defer cancel()
	began := time.Now()
	r, err := explore.Run(limited, t.rules.reader, on, calls, explore.Config{Seed: t.seed})
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	f := &testedFuzz{Seed: t.seed, Seconds: time.Since(began).Seconds(), Calls: r.Calls, Accepted: r.Accepted, Rejected: r.Rejected, Findings: []string{}, Files: []string{}}
	t.report.Fuzz = f
	for _, found := range r.Findings {
		b, err := t.rules.reader.Write(found.Finding)
		if err != nil {
			return err
		}
		file := filepath.Join(t.folder, guests.CaseFolder, "fuzz-"+registry.DigestOf(b).Short()[:8]+".yaml")
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return fmt.Errorf("writing a finding: %w", err)
		}
		if err := os.WriteFile(file, b, 0o644); err != nil {
			return fmt.Errorf("writing a finding: %w", err)
		}
		f.Findings, f.Files = append(f.Findings, found.Name), append(f.Files, file)
		t.line(false, found.Name, file, 0, nil)
	}
	if !wantsJSON(t.cmd) {
		fmt.Fprintf(t.cmd.OutOrStdout(), "%d calls in %.0f s: %d accepted, %d rejected, %d findings (seed %d)\n",
			f.Calls, f.Seconds, f.Accepted, f.Rejected, len(f.Findings), f.Seed)
	}
	return nil
}

// line counts and prints a result.
func (t *testing) line(ok bool, name, where string, gas uint64, wrong []string) {
	mark, style := "✓", good
	if ok {
		t.report.Passed++
	} else {
		t.report.Failed++
		mark, style = "✗", bad
	}
	if wantsJSON(t.cmd) {
		return
	}
	out := t.cmd.OutOrStdout()
	about := where
	if gas > 0 {
		about += fmt.Sprintf("  %d gas", gas)
	}
	if isTerminal(out) {
		mark, about = style.Render(mark), faint.Render(about)
	}
	fmt.Fprintf(out, "%s %s  %s\n", mark, name, about)
	for _, w := range wrong {
		fmt.Fprintf(out, "    %s\n", strings.ReplaceAll(w, "\n", "\n      "))
	}
}

// finish prints the sum. That something failed is an error.
func (t *testing) finish() error {
	err := show(t.cmd, t.report, func(w io.Writer) {
		fmt.Fprintf(w, "%d passed, %d failed\n", t.report.Passed, t.report.Failed)
	})
	if err == nil && t.report.Failed > 0 {
		return fmt.Errorf("%d of %d failed: %w", t.report.Failed, t.report.Passed+t.report.Failed, registry.ErrRefused)
	}
	return err
}
