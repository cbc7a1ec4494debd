package command

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/plugins"
	"github.com/novation-dev/novation/registry"
)

func rulesInspect() *cobra.Command {
	var f subjectFlags
	cmd := &cobra.Command{
		Use:   "inspect FILE|FOLDER",
		Short: "Tell what a module is made of, and whether a pod would take it",
		Long: `Inspect reads a module, a bundle or the module of a project. It tells what the
module imports and exports, how much of every limit it uses, what it costs to
compile, and what every sample of its release costs; or why a pod would refuse it,
with exit status 3.

A bare module belongs to no release: --schema names one whose schema, limits and
samples it is to be held against.`,
		Example: "  novation rules inspect ./iou\n  novation rules inspect rules.wasm --schema ./iou -o json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := f.open(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			e, err := plugins.NewEngine(cmd.Context(), plugins.Config{CacheDir: moduleCache()})
			if err != nil {
				return err
			}
			defer func() { _ = e.Close(cmd.Context()) }() // the answer is had
			in, err := e.Inspect(cmd.Context(), s.module, s.spec)
			if err != nil {
				return err
			}
			if err := show(cmd, in, func(w io.Writer) { viewInspection(w, &in) }); err != nil {
				return err
			}
			if in.Refused != "" {
				return fmt.Errorf("a pod would refuse %s: %s: %w", s.name, in.Refused, registry.ErrRefused)
			}
			return nil
		},
	}
	f.add(cmd)
	return cmd
}

func viewInspection(w io.Writer, in *plugins.Inspection) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	last := ""
	line := func(name, format string, a ...any) {
		if name == last {
			name = ""
		} else {
			last = name
		}
		fmt.Fprintf(tw, "%s\t%s\n", name, fmt.Sprintf(format, a...))
	}
	line("digest", "%s", in.Digest)
	line("profile", "%s", in.Profile)
	for _, i := range in.Imports {
		line("imports", "%s.%s", i.Module, i.Name)
	}
	for _, x := range in.Exports {
		line("exports", "%s", x.Name)
	}
	if s := in.Section; s != nil {
		line("schema", "%s", s.Descriptor)
		line("declares", "ABI %d, a buffer of %d bytes, at most %d pages of memory", s.Version, s.Buffer, s.MemoryPages)
	}
	for _, m := range in.Measures {
		line("limits", "%d of %d %s (%.1f %%)", m.Used, m.Limit, m.Name, 100*float64(m.Used)/float64(max(1, m.Limit)))
	}
	if in.Refused != "" {
		line("refused", "%s", strings.ReplaceAll(in.Refused, "\n", " "))
		_ = tw.Flush() // a broken stdout shows elsewhere
		return
	}
	line("instrumented", "%d bytes", in.Instrumented)
	if in.Compile > 0 {
		line("machine code", "%d bytes, compiled in %v with %d bytes of memory", in.Code, in.Compile.Round(time.Millisecond), in.CompilePeak)
	} else {
		line("machine code", "taken from the cache in %v", in.Load.Round(time.Millisecond))
	}
	line("initialisation", "%d gas", in.InitGas)
	line("snapshot", "%s, %d pages, shared by all instances", in.Snapshot, in.MemoryPages)
	line("instance", "%d bytes of its own", in.InstanceBytes)
	_ = tw.Flush() // a broken stdout shows elsewhere
	if len(in.Samples) == 0 {
		return
	}
	tw = tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(tw, "\nsample\toperation\tgas\tgas, first\ttime\tanswer\n")
	for _, s := range in.Samples {
		answer := fmt.Sprintf("a state of %d bytes", s.State)
		if s.Rejected {
			answer = "a rejection"
		}
		fmt.Fprintf(tw, "%s\t%s\t%d\t%d\t%v\t%s\n", s.Name, s.Op, s.Gas, s.WarmGas, s.Elapsed.Round(time.Microsecond), answer)
	}
	_ = tw.Flush() // a broken stdout shows elsewhere
}
