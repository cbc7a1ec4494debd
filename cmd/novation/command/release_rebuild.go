package command

import (
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/plugins/guests"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/project"
)

// rebuilt is what release rebuild prints.
type rebuilt struct {
	OK     bool            `json:"ok"`
	Ref    string          `json:"release"`
	Digest registry.Digest `json:"digest"`
	// Compiled tells whether the rules were compiled from their sources.
	Compiled    bool                `json:"compiled"`
	Differences []bundle.Difference `json:"differences"`
}

func releaseRebuild() *cobra.Command {
	var lock lockFlag
	cmd := &cobra.Command{
		Use:   "rebuild FILE FOLDER",
		Short: "Build a release again from its sources and compare",
		Long: `Rebuild compiles the rules of the project in FOLDER, builds the release, and compares
it with the bundle in FILE layer by layer. Exit status 3 means that they differ; each
layer that does is named. Nothing in FOLDER is written. With --locked, compilers and
components must be those of novation.lock.`,
		Example: "  novation release rebuild crude-trade-1.1.0.tar ./crude-trade",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			want, err := openBundle(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			d, err := want.Digest()
			if err != nil {
				return err
			}
			got, compiled, err := compileAgain(cmd, args[1], &lock)
			if err != nil {
				return err
			}
			v := rebuilt{Ref: want.Manifest.Ref(), Digest: d, Compiled: compiled, Differences: bundle.Differences(want, got)}
			v.OK = len(v.Differences) == 0
			if err := show(cmd, v, func(w io.Writer) { viewRebuilt(w, &v) }); err != nil {
				return err
			}
			if !v.OK {
				return fmt.Errorf("%s is not what %s gives: %d layers differ, the first is %s: %w",
					v.Ref, args[1], len(v.Differences), v.Differences[0].Layer, registry.ErrRefused)
			}
			return nil
		},
	}
	lock.add(cmd)
	return cmd
}

// compileAgain builds the release of a project with rules that are compiled now, when
// it says what they are written in.
func compileAgain(cmd *cobra.Command, folder string, lock *lockFlag) (*bundle.Bundle, bool, error) {
	ctx := cmd.Context()
	root, err := os.OpenRoot(folder)
	if err != nil {
		return nil, false, fmt.Errorf("opening the project: %w", missing(err))
	}
	defer root.Close()
	language, err := project.Language(root.FS())
	if err != nil {
		return nil, false, err
	}
	if language == "" {
		b, err := project.Build(ctx, root.FS())
		if err == nil {
			err = lock.same(cmd, folder, b, nil)
		}
		return b, false, err
	}
	p, err := guests.Build(ctx, folder)
	if err != nil {
		return nil, false, err
	}
	name, err := filepath.Rel(folder, p.Path)
	if err != nil {
		return nil, false, fmt.Errorf("looking for the module: %w", err)
	}
	b, err := project.Build(ctx, overlay{root.FS(), filepath.ToSlash(name), p.Module})
	if err == nil {
		err = lock.same(cmd, folder, b, &p.Record)
	}
	return b, true, err
}

// overlay is a folder in which one file has other contents.
type overlay struct {
	fs.FS
	name string
	data []byte
}

// ReadFile implements fs.ReadFileFS.
func (o overlay) ReadFile(name string) ([]byte, error) {
	if name == o.name {
		return o.data, nil
	}
	return fs.ReadFile(o.FS, name)
}

func viewRebuilt(w io.Writer, v *rebuilt) {
	how := "the rules were compiled from their sources"
	if !v.Compiled {
		how = "the rules are the module that lies in the project: it names no language"
	}
	if v.OK {
		fmt.Fprintf(w, "%s  %s  the same bytes; %s\n", v.Ref, v.Digest, how)
		return
	}
	fmt.Fprintf(w, "%s  %s  differs; %s\n", v.Ref, v.Digest, how)
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, d := range v.Differences {
		fmt.Fprintf(tw, "  %s\t%s\t%s\n", d.Layer, d.Want, d.Got)
	}
	_ = tw.Flush() // a broken stdout shows elsewhere
}
