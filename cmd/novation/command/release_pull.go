package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/pod"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/lock"
	"github.com/novation-dev/novation/registry/mirror"
	"github.com/novation-dev/novation/registry/oci"
	"github.com/novation-dev/novation/registry/shelf"
)

func releasePull() *cobra.Command {
	var f carryFlags
	var t target
	var to pulledTo
	cmd := &cobra.Command{
		Use:   "pull NAME@VERSION|REPOSITORY@DIGEST|REPOSITORY:VERSION",
		Short: "Pull a release from the network's registry or an OCI registry",
		Long: `Pull fetches a release with its signatures and attestations and writes the bundle
file.

NAME@VERSION comes from the registry of the network in --dir: its log has the release,
and the key set that was in force there covers it. From an OCI registry, a digest is
what members approve, and nothing else can come back for it; a version is what the
registry makes of it: look at the digest that is printed, and verify the signatures with
novation release verify.

With --project the release is written into novation.lock of a project, by its digest. A
lock that has that version with another digest is a conflict, and nothing is written.`,
		Example: "  novation release pull crude-trade@1.0.0 --project ./crude-trade\n" +
			"  novation release pull registry.example/acme/crude-trade@sha256:… --out crude-trade.tar",
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if name, version, ok := releaseRef(args[0]); ok {
				t.wait = f.wait
				return pullFromNetwork(cmd, &t, name, version, to)
			}
			place, ref, err := splitPlace(cmd, args[0])
			if err != nil {
				return err
			}
			r, err := oci.Remote(place, oci.Config{PlainHTTP: f.plain})
			if err != nil {
				return err
			}
			name := place[strings.LastIndex(place, "/")+1:]
			return pullFrom(cmd, f.wait, r, name, ref, to)
		},
	}
	f.add(cmd, true)
	t.dirFlag(cmd)
	to.add(cmd)
	return cmd
}

// pulledTo says where a release goes that was fetched.
type pulledTo struct{ out, project string }

func (p *pulledTo) add(cmd *cobra.Command) {
	cmd.Flags().StringVar(&p.out, "out", "", "file to write (default NAME-VERSION.tar)")
	cmd.Flags().StringVar(&p.project, "project", "", "folder of the project whose "+lock.File+" gets the release")
}

// write writes a release to its file, and into the lock.
func (p *pulledTo) write(b *bundle.Bundle, file []byte, at *lock.Place) error {
	if p.out == "" {
		p.out = b.Manifest.Name + "-" + b.Manifest.Version + ".tar"
	}
	return lockRelease(p.project, b, at, func() error { return replaceFile(p.out, file) })
}

// releaseRef reports whether s is NAME@VERSION.
func releaseRef(s string) (name, version string, ok bool) {
	name, version, ok = strings.Cut(s, "@")
	return name, version, ok && registry.CheckName(name) == nil && !strings.HasPrefix(version, "sha256:")
}

// pullFromNetwork fetches a release from the registry of a network. It is in the
// log, and signed as the key set asks for that was in force there.
func pullFromNetwork(cmd *cobra.Command, t *target, name, version string, to pulledTo) error {
	return t.withLog(cmd, nil, func(ctx context.Context, n *pod.Network, c *mirror.Client) error {
		r, size, err := findRelease(ctx, c, name, version)
		if err != nil {
			return err
		}
		for _, end := range []*shelf.Yank{r.Yanked, r.Withdrawn} {
			if end != nil {
				fmt.Fprintf(cmd.ErrOrStderr(), "warning: %s was yanked or withdrawn: %s\n", r.Ref(), end.Reason)
			}
		}
		trust, err := n.Keys()
		if err != nil {
			return err
		}
		ring, _, err := c.KeySets(ctx, trust) // after the log: it has every set before the release
		if err != nil {
			return err
		}
		b, file, err := c.Bundle(ctx, r.Digest)
		if err != nil {
			return err
		}
		if _, err := ring.Verify(b, r.Index); err != nil {
			return err
		}
		if b.Manifest.Ref() != r.Ref() {
			return fmt.Errorf("the log calls it %s, it calls itself %s: do not use it: %w", r.Ref(), b.Manifest.Ref(), registry.ErrRefused)
		}
		at := &lock.Place{Index: r.Index, Size: size}
		if at.Publisher = ring.Publisher(name); at.Publisher != "" {
			at.KeySet = ring.History(at.Publisher).At(r.Index).Set.Version
		}
		if err := to.write(b, file, at); err != nil {
			return err
		}
		return showCarried(cmd, b, len(file), to.out, n.Registry, nil)
	})
}

// findRelease looks a release up in the log.
func findRelease(ctx context.Context, c *mirror.Client, name, version string) (*shelf.Release, int64, error) {
	tree, err := c.Tree(ctx)
	if err != nil {
		return nil, 0, err
	}
	all, err := tree.Entries(0, tree.Head().Size)
	if err != nil {
		return nil, 0, err
	}
	known, err := shelf.Replay(all)
	if err != nil {
		return nil, 0, err
	}
	for i := range known {
		if known[i].Name == name && known[i].Version == version {
			return &known[i], tree.Head().Size, nil
		}
	}
	return nil, 0, fmt.Errorf("the log does not know release %s@%s: %w", name, version, registry.ErrNotFound)
}
