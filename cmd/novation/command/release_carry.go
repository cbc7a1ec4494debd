package command

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/oci"
)

// carried is what push, pull, export and import print.
type carried struct {
	built
	// Place is where the release lies.
	Place string `json:"place"`
	// Signatures and Attestations are how many came along.
	Signatures   int `json:"signatures"`
	Attestations int `json:"attestations"`
	// Ignored says what refers to the release and is not about it.
	Ignored []string `json:"ignored"`
}

func showCarried(cmd *cobra.Command, b *bundle.Bundle, size int, path, place string, ignored []string) error {
	d, err := b.Digest()
	if err != nil {
		return err
	}
	v := carried{
		built: built{b.Manifest.Name, b.Manifest.Version, d, size, path}, Place: place,
		Signatures: len(b.Signatures), Attestations: len(b.Attestations), Ignored: append([]string{}, ignored...),
	}
	return show(cmd, v, func(w io.Writer) {
		fmt.Fprintf(w, "%s  %s  %d signatures, %d attestations  %s", b.Manifest.Ref(), d, v.Signatures, v.Attestations, place)
		if path != "" {
			fmt.Fprintf(w, "  %s", path)
		}
		fmt.Fprintln(w)
		for _, i := range ignored {
			fmt.Fprintf(cmd.ErrOrStderr(), "ignored: %s\n", i)
		}
	})
}

// carryFlags are those of commands that reach an OCI registry or a folder.
type carryFlags struct {
	wait  time.Duration
	plain bool
}

func (f *carryFlags) add(cmd *cobra.Command, remote bool) {
	cmd.Flags().DurationVar(&f.wait, "timeout", 5*time.Minute, "how long all of it may take")
	if remote {
		cmd.Flags().BoolVar(&f.plain, "plain-http", false, "speak HTTP without TLS (always so with the loopback interface)")
	}
}

func releasePush() *cobra.Command {
	var f carryFlags
	cmd := &cobra.Command{
		Use:   "push FILE REPOSITORY",
		Short: "Push a release into an OCI registry",
		Long: `Push puts a bundle into a repository of an OCI registry, with its signatures and
attestations as referrers, under its version as tag. The last element of the
repository is the name of the line. The rules lie there a second time as a Wasm
artefact, rules-VERSION. A version that names another release is left alone.
Credentials come from where docker login leaves them.`,
		Example: "  novation release push crude-trade-1.1.0.tar registry.example/acme/crude-trade",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := openBundle(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			r, err := oci.Remote(args[1], oci.Config{PlainHTTP: f.plain})
			if err != nil {
				return err
			}
			return pushTo(cmd, f.wait, r, b)
		},
	}
	f.add(cmd, true)
	return cmd
}

func pushTo(cmd *cobra.Command, wait time.Duration, r *oci.Repository, b *bundle.Bundle) error {
	ctx, cancel := context.WithTimeout(cmd.Context(), wait)
	defer cancel()
	if err := r.Push(ctx, b); err != nil {
		return err
	}
	return showCarried(cmd, b, 0, "", r.String(), nil)
}

// splitPlace takes PLACE@DIGEST or PLACE:VERSION apart.
func splitPlace(cmd *cobra.Command, s string) (place, ref string, err error) {
	if i := strings.LastIndex(s, "@"); i > 0 {
		return s[:i], s[i+1:], nil
	}
	if i := strings.LastIndex(s, ":"); i > strings.LastIndex(s, "/") && i > 0 {
		return s[:i], s[i+1:], nil
	}
	return "", "", usage(cmd, "%q names no release: want REPOSITORY@sha256:… or REPOSITORY:VERSION", s)
}

// pullFrom fetches the release that ref, a digest or a version, names, and
// writes it to a file.
func pullFrom(cmd *cobra.Command, wait time.Duration, r *oci.Repository, name, ref string, to pulledTo) error {
	ctx, cancel := context.WithTimeout(cmd.Context(), wait)
	defer cancel()
	d, err := registry.ParseDigest(ref)
	if err != nil {
		if d, err = r.Resolve(ctx, name, ref); err != nil {
			return err
		}
	}
	p, err := r.Pull(ctx, d)
	if err != nil {
		return err
	}
	m := &p.Bundle.Manifest
	if m.Name != name || !strings.HasPrefix(ref, "sha256:") && m.Version != ref {
		return fmt.Errorf("%s has %s where %s %s should be: do not use it: %w", r, m.Ref(), name, ref, registry.ErrRefused)
	}
	if err := to.write(p.Bundle, p.File, nil); err != nil {
		return err
	}
	return showCarried(cmd, p.Bundle, len(p.File), to.out, r.String(), p.Ignored)
}

func releaseExport() *cobra.Command {
	var f carryFlags
	cmd := &cobra.Command{
		Use:   "export FILE FOLDER",
		Short: "Write a release into a folder that OCI tools can read",
		Long: `Export writes a bundle into an OCI image layout, a folder that may hold many
releases of many lines. Tools such as oras, skopeo and crane read it.`,
		Example: "  novation release export crude-trade-1.1.0.tar ./releases",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := openBundle(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			r, err := oci.Folder(cmd.Context(), args[1])
			if err != nil {
				return err
			}
			return pushTo(cmd, f.wait, r, b)
		},
	}
	f.add(cmd, false)
	return cmd
}

func releaseImport() *cobra.Command {
	var f carryFlags
	var to pulledTo
	cmd := &cobra.Command{
		Use:   "import FOLDER NAME@VERSION|NAME@DIGEST",
		Short: "Read a release from an OCI image layout in a folder",
		Long: `Import reads a release that novation release export or an OCI tool wrote into a
folder, and writes the bundle file. It reads plain files in the folder and follows no
link. With --project the release is written into novation.lock of a project.`,
		Example: "  novation release import ./releases crude-trade@1.1.0 --out crude-trade.tar",
		Args:    cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			name, ref, ok := strings.Cut(args[1], "@")
			if !ok {
				return usage(cmd, "%q names no release: want NAME@VERSION or NAME@sha256:…", args[1])
			}
			r, closer, err := oci.OpenFolder(args[0])
			if err != nil {
				return err
			}
			defer closer.Close()
			return pullFrom(cmd, f.wait, r, name, ref, to)
		},
	}
	f.add(cmd, false)
	to.add(cmd)
	return cmd
}
