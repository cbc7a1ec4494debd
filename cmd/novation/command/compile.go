package command

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	solidity "github.com/novation-dev/novation/contracts/source"
	"github.com/novation-dev/novation/registry"
)

// compileFlags are the flags of compile.
type compileFlags struct {
	compilerFlags
	options    solidity.Options
	kind       string
	settings   string
	out, input string
	print      bool
	// As solc has them.
	version, standardJSON bool
}

func compileCommand() *cobra.Command {
	var f compileFlags
	cmd := &cobra.Command{
		Use: "compile [FOLDER|FILE|-] [SOURCE...]", GroupID: "release",
		Short: "Compile Solidity, without any other program",
		Long: `Compile runs the Solidity compiler in a sandbox and prints its standard JSON output, as
the compiler wrote it. Its complaints go to stderr. Exit status 1 means that it found
errors.

It compiles a FOLDER: a project of Foundry with the settings and remappings of its
foundry.toml, one of Hardhat, or just sources; then SOURCE names files of it when not all
are wanted. Or a FILE: one source with what it imports, the compiler's standard JSON
input, or a build-info of Foundry or Hardhat, which is compiled again as it was. "-" is
standard JSON on stdin. Without arguments it is the present folder.

The configuration of Hardhat is a program and is not run: give its settings with
--settings, or compile its build-info. Sources have the names that Hardhat 2 gives them
(contracts/A.sol, @openzeppelin/contracts/...); Hardhat 3 adds versions of packages, which
a folder alone does not tell, so there, too, the build-info is the way to the same bytes.

The compiler is the newest one installed that the sources and the configuration allow
(see novation solc), else that of npm's solc in the project. The variable NOVATION_SOLC
names another one, as --solc does: by version or by file.

It also stands in for solc: forge build --use novation works, as does a link to this
program that is called solc or solc-0.8.34.`,
		Example: "  novation compile > build.json\n  novation compile ./token src/Token.sol --out build\n" +
			"  novation compile input.json --soljson node_modules/solc/soljson.js\n" +
			"  novation compile contracts/Token.sol --settings '{\"optimizer\":{\"enabled\":true}}'\n" +
			"  novation compile artifacts/build-info/1f3a.json --solc 0.8.24",
		Args: cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if f.version || f.standardJSON {
				return f.standIn(cmd, args)
			}
			return f.run(cmd, args)
		},
	}
	f.add(cmd)
	fs := cmd.Flags()
	fs.StringVar(&f.settings, "settings", "", "settings of the compiler that are laid over the project's: JSON, or a file with it")
	fs.StringVar(&f.out, "out", "", "folder for input.json and output.json, instead of stdout")
	fs.StringVar(&f.input, "input", "", "file for the compiler's input")
	fs.BoolVar(&f.print, "print-input", false, "print the compiler's input, and compile nothing")
	fs.StringVar(&f.kind, "as", "", "read the folder as foundry, hardhat or plain, whatever it looks like")
	fs.StringVar(&f.options.Profile, "profile", "", "profile of foundry.toml (FOUNDRY_PROFILE)")
	fs.BoolVar(&f.options.Tests, "tests", false, "compile tests and scripts of a Foundry project, too")
	fs.StringArrayVar(&f.options.Remappings, "remap", nil, "remapping CONTEXT:PREFIX=TARGET before those of the project (may be repeated)")
	fs.StringSliceVar(&f.options.IncludePaths, "include-path", nil, "further folder in which imports are looked up (may be repeated)")
	fs.StringSliceVar(&f.options.AllowPaths, "allow-paths", nil, "further folders that may be read")
	fs.String("base-path", "", "taken as solc takes it with --standard-json: all sources are in the input")
	fs.BoolVar(&f.version, "version", false, "print the compiler's version as solc does")
	fs.BoolVar(&f.standardJSON, "standard-json", false, "answer standard JSON on stdin as solc does: exit status 0, errors are in the output")
	return cmd
}

// A compilation is what there is to compile.
type compilation struct {
	requires solidity.Requirements
	// root is the project's folder; "" when there is none.
	root  string
	notes []string
	// input writes the input for a compiler.
	input func(version string) ([]byte, error)
}

// run compiles what the arguments name.
func (f *compileFlags) run(cmd *cobra.Command, args []string) error {
	what, err := f.open(cmd, args)
	if err != nil {
		return err
	}
	for _, n := range what.notes {
		fmt.Fprintf(cmd.ErrOrStderr(), "note: %s\n", n)
	}
	if f.print && release.MatchString(f.solc) {
		input, err := what.input(f.solc) // it need not be installed
		if err != nil {
			return err
		}
		return f.writeInput(cmd, input)
	}
	chosen, err := f.choose(what.requires, what.root)
	if err != nil {
		return err
	}
	c, err := chosen.load(cmd.Context())
	if err != nil {
		return err
	}
	defer c.Close(cmd.Context())
	input, err := what.input(c.Version())
	if err != nil {
		return err
	}
	if err := f.writeInput(cmd, input); err != nil || f.print {
		return err
	}
	output, err := c.Compile(cmd.Context(), input)
	if err != nil {
		return err
	}
	return f.finish(cmd, c, input, output)
}

// open reads what the arguments name.
func (f *compileFlags) open(cmd *cobra.Command, args []string) (*compilation, error) {
	o := f.options
	o.Kind, o.Profile = solidity.Kind(f.kind), cmp.Or(f.options.Profile, os.Getenv("FOUNDRY_PROFILE"))
	var err error
	if o.Settings, err = readSettings(f.settings); err != nil {
		return nil, err
	}
	what := folderOf(args)
	switch info, err := os.Stat(what); {
	case what == "-":
		return f.given(cmd, args, cmd.InOrStdin(), o.Settings)
	case errors.Is(err, os.ErrNotExist):
		return nil, fmt.Errorf("there is no file or folder %s: %w", what, registry.ErrNotFound)
	case err != nil:
		return nil, fmt.Errorf("opening %s: %w", what, err)
	case !info.IsDir() && filepath.Ext(what) != ".sol":
		file, err := os.Open(what)
		if err != nil {
			return nil, fmt.Errorf("opening %s: %w", what, err)
		}
		defer file.Close()
		return f.given(cmd, args, file, o.Settings)
	case !info.IsDir():
		root, err := solidity.RootOf(what)
		if err != nil {
			return nil, err
		}
		for _, file := range args {
			abs, err := filepath.Abs(file)
			if err != nil {
				return nil, err
			}
			below, err := filepath.Rel(root, abs)
			if err != nil {
				return nil, err
			}
			o.Sources = append(o.Sources, below)
		}
		what = root
	case len(args) > 1:
		o.Sources = args[1:]
	}
	p, err := solidity.Open(what, o)
	if err != nil {
		return nil, err
	}
	return &compilation{requires: p.Requires, root: p.Root, notes: p.Notes, input: p.Input}, nil
}

// given reads standard JSON.
func (f *compileFlags) given(cmd *cobra.Command, args []string, in io.Reader, settings []byte) (*compilation, error) {
	if len(args) > 1 {
		return nil, usage(cmd, "%s is complete: it takes no SOURCE", args[0])
	}
	b, err := readInput(in)
	if err != nil {
		return nil, err
	}
	g, err := solidity.ReadInput(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", args[0], err)
	}
	if err := g.Patch(settings); err != nil {
		return nil, err
	}
	return &compilation{requires: g.Requires, input: func(string) ([]byte, error) { return g.Input, nil }}, nil
}

// readInput reads standard JSON, and no more than is allowed.
func readInput(r io.Reader) ([]byte, error) {
	const most = 2 * solidity.MaxTotal
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err != nil {
		return nil, fmt.Errorf("reading the compiler's input: %w", err)
	}
	if len(b) > most {
		return nil, fmt.Errorf("the compiler's input has more than %d bytes: %w", most, registry.ErrInvalid)
	}
	return b, nil
}

// readSettings returns the JSON that --settings has or names.
func readSettings(text string) ([]byte, error) {
	if text == "" || strings.HasPrefix(strings.TrimSpace(text), "{") {
		return []byte(text), nil
	}
	b, err := os.ReadFile(text)
	if errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("there is no file %s with settings: %w", text, registry.ErrNotFound)
	}
	return b, err
}

func (f *compileFlags) writeInput(cmd *cobra.Command, input []byte) error {
	if f.input != "" {
		if err := os.WriteFile(f.input, input, 0o644); err != nil {
			return fmt.Errorf("writing the compiler's input: %w", err)
		}
	}
	if f.print {
		_, err := fmt.Fprintf(cmd.OutOrStdout(), "%s\n", input)
		return err
	}
	return nil
}

// compileView is what compile prints when the output goes to a folder.
type compileView struct {
	Compiler  string          `json:"compiler"`
	Digest    registry.Digest `json:"digest"`
	Sources   int             `json:"sources"`
	Contracts []string        `json:"contracts"`
	Warnings  int             `json:"warnings"`
	Input     string          `json:"input"`
	Output    string          `json:"output"`
}

// finish prints the complaints and puts the output where it belongs.
func (f *compileFlags) finish(cmd *cobra.Command, c compiler, input, output []byte) error {
	var out compilerOutput
	if err := json.Unmarshal(output, &out); err != nil {
		return fmt.Errorf("reading the output of compiler %s: %v: %w", c.Version(), err, registry.ErrInvalid)
	}
	out.print(cmd.ErrOrStderr())
	failed := error(nil)
	if n := out.count("error"); n > 0 {
		failed = fmt.Errorf("compiler %s found %d errors", c.Version(), n)
	}
	if f.out == "" {
		if _, err := cmd.OutOrStdout().Write(output); err != nil {
			return err
		}
		return failed
	}
	if failed != nil {
		return failed
	}
	v := compileView{
		Compiler: c.Version(), Digest: c.Digest(), Sources: len(out.Sources), Contracts: out.names(), Warnings: out.count("warning"),
		Input: filepath.Join(f.out, "input.json"), Output: filepath.Join(f.out, "output.json"),
	}
	if err := os.MkdirAll(f.out, 0o755); err != nil {
		return fmt.Errorf("writing the output: %w", err)
	}
	for name, content := range map[string][]byte{v.Input: input, v.Output: output} {
		if err := os.WriteFile(name, content, 0o644); err != nil {
			return fmt.Errorf("writing the output: %w", err)
		}
	}
	return show(cmd, v, func(w io.Writer) {
		tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
		fmt.Fprintf(tw, "compiler\t%s  %s\n", v.Compiler, v.Digest)
		fmt.Fprintf(tw, "compiled\t%d sources, %d contracts, %d warnings\n", v.Sources, len(v.Contracts), v.Warnings)
		fmt.Fprintf(tw, "written\t%s, %s\n", v.Input, v.Output)
		_ = tw.Flush() // a broken stdout shows elsewhere
	})
}
