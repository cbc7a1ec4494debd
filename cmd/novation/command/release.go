package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/plugins/abi"
	"github.com/novation-dev/novation/pod/api"
	"github.com/novation-dev/novation/pod/releases"
	"github.com/novation-dev/novation/registry"
	"github.com/novation-dev/novation/registry/bundle"
	"github.com/novation-dev/novation/registry/mirror"
	"github.com/novation-dev/novation/registry/project"
	"github.com/novation-dev/novation/registry/shelf"
	"github.com/novation-dev/novation/testnet"
)

func releaseCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "release", GroupID: "release",
		Short: "Build, publish and look at releases",
		Long: `A release is one immutable bundle name@version: rules (Wasm), the Book contract,
schemas, conversions, reference data and limits, all covered by one digest.`,
		Example: "  novation release build ./crude-trade --out crude-trade.tar\n  novation release publish crude-trade.tar\n  novation release list",
	}
	cmd.AddCommand(releaseBuild(), releaseRebuild(), releaseKey(), releaseKeySet(), releaseSign(), releaseVerify(), releasePublish(), releaseList(), releaseView(), releaseYank(), releaseWithdraw(), releaseRetire(), releaseRetain(),
		releasePush(), releasePull(), releaseExport(), releaseImport())
	return cmd
}

// built is what build and publish print.
type built struct {
	Name    string          `json:"name"`
	Version string          `json:"version"`
	Digest  registry.Digest `json:"digest"`
	Bytes   int             `json:"bytes"`
	File    string          `json:"file,omitempty"`
}

func releaseBuild() *cobra.Command {
	var out string
	var key publisherKey
	var lock lockFlag
	cmd := &cobra.Command{
		Use:   "build FOLDER",
		Short: "Build a bundle from a release project",
		Long: `Build reads novation.yaml in FOLDER and writes one bundle file: a tar of an OCI
image layout. The same inputs give the same bytes and the same digest. A project with a
novation.lock gets the Book and the compilers of its contracts into it; with --locked
they must stand there already.`,
		Example: "  novation release build ./crude-trade --key publisher.pem --out crude-trade.tar",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := buildProject(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if err := lock.contracts(cmd, args[0], b); err != nil {
				return err
			}
			if key.given() {
				k, err := key.open(cmd)
				if err != nil {
					return err
				}
				if err := b.SignWith(cmd.Context(), k); err != nil {
					return err
				}
			}
			file, err := bundle.Pack(b)
			if err != nil {
				return err
			}
			if out == "" {
				out = b.Manifest.Name + "-" + b.Manifest.Version + ".tar"
			}
			if err := os.WriteFile(out, file, 0o644); err != nil { //nolint:gosec // a bundle is public
				return fmt.Errorf("writing the bundle: %w", err)
			}
			return showBuilt(cmd, b, file, out)
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "file to write (default NAME-VERSION.tar)")
	key.add(cmd)
	lock.add(cmd)
	return cmd
}

func showBuilt(cmd *cobra.Command, b *bundle.Bundle, file []byte, path string) error {
	d, err := b.Digest()
	if err != nil {
		return err
	}
	v := built{b.Manifest.Name, b.Manifest.Version, d, len(file), path}
	return show(cmd, v, func(w io.Writer) {
		fmt.Fprintf(w, "%s  %s  %d bytes", b.Manifest.Ref(), d, len(file))
		if path != "" {
			fmt.Fprintf(w, "  %s", path)
		}
		fmt.Fprintln(w)
	})
}

// missing turns the error of a file that does not exist into "not found".
func missing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%v: %w", err, registry.ErrNotFound)
	}
	return err
}

// buildProject builds the project in a folder.
func buildProject(ctx context.Context, folder string) (*bundle.Bundle, error) {
	info, err := os.Stat(filepath.Join(folder, project.File))
	switch {
	case err != nil:
		return nil, fmt.Errorf("a release project has a %s: %w", project.File, missing(err))
	case info.IsDir():
		return nil, fmt.Errorf("%s is a folder: want a file: %w", filepath.Join(folder, project.File), registry.ErrInvalid)
	}
	root, err := os.OpenRoot(folder) // a link in it cannot lead outside
	if err != nil {
		return nil, fmt.Errorf("opening the project: %w", missing(err))
	}
	defer root.Close()
	return project.Build(ctx, root.FS())
}

// openBundle reads a bundle file, or builds the project in a folder.
func openBundle(ctx context.Context, path string) (*bundle.Bundle, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("looking for a bundle file or the folder of a release project: %w", missing(err))
	}
	if info.IsDir() {
		return buildProject(ctx, path)
	}
	file, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading the bundle: %w", err)
	}
	b, err := bundle.Open(file)
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	return b, nil
}

func releasePublish() *cobra.Command {
	var t target
	cmd := &cobra.Command{
		Use:   "publish FILE|FOLDER",
		Short: "Publish a release to the consortium's registry",
		Long: `Publish puts a bundle on the registry's shelf and an entry into its log. A name
and version can be published once, for ever. A folder is built and signed with
the publisher's key of the network first.`,
		Example: "  novation release publish crude-trade-1.1.0.tar",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			n, err := t.network()
			if err != nil {
				return err
			}
			b, err := openBundle(cmd.Context(), args[0])
			if err != nil {
				return err
			}
			if len(b.Signatures) == 0 {
				k, err := testnet.Publisher(t.dir)
				if err != nil {
					return err
				}
				if err := b.Sign(k); err != nil {
					return err
				}
			}
			file, err := bundle.Pack(b)
			if err != nil {
				return err
			}
			r, err := testnet.Registry(t.dir, n)
			if err != nil {
				return err
			}
			ctx, cancel := context.WithTimeout(cmd.Context(), t.wait)
			defer cancel()
			if _, err := r.Publish(ctx, file, ""); err != nil {
				return err
			}
			return showBuilt(cmd, b, file, "")
		},
	}
	t.netFlags(cmd)
	return cmd
}

func releaseList() *cobra.Command {
	var t target
	cmd := &cobra.Command{
		Use: "list", Short: "List the releases in the log",
		Long: `List shows what was published, as the member's pod has verified it: name, digest,
place in the log, and why it was yanked or withdrawn if it was.`,
		Example: "  novation release list\n  novation release list -o json", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return t.with(cmd, func(ctx context.Context, c *api.Client) error {
				all, err := c.Releases(ctx)
				if err != nil {
					return err
				}
				return show(cmd, listOf(all), func(w io.Writer) {
					tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
					defer tw.Flush()
					fmt.Fprintln(tw, "RELEASE\tDIGEST\tLOG INDEX\tENDED")
					for _, k := range all {
						fmt.Fprintf(tw, "%s\t%s\t%d\t%s\n", k.Ref(), k.Digest, k.Index, ended(k))
					}
				})
			})
		},
	}
	t.flags(cmd)
	return cmd
}

// ended says why a release is not to be used any more, "" when it is.
func ended(k releases.Known) string {
	switch {
	case k.Withdrawn != "":
		return "withdrawn: " + k.Withdrawn
	case k.Yanked != "":
		return "yanked: " + k.Yanked
	}
	return ""
}

func releaseView() *cobra.Command {
	return &cobra.Command{
		Use:     "view FILE|FOLDER",
		Short:   "Show what a release consists of",
		Long:    "View verifies the bundle against its digests and prints its manifest.",
		Example: "  novation release view crude-trade-1.1.0.tar -o json",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			b, err := openBundle(cmd.Context(), filepath.Clean(args[0]))
			if err != nil {
				return err
			}
			d, err := b.Digest()
			if err != nil {
				return err
			}
			v := struct {
				Digest     registry.Digest   `json:"digest"`
				Manifest   registry.Manifest `json:"manifest"`
				Publishers []registry.Digest `json:"publishers"`
			}{d, b.Manifest, b.Publishers()}
			return show(cmd, v, func(w io.Writer) { viewManifest(w, d, &b.Manifest, len(b.Signatures)) })
		},
	}
}

func viewManifest(w io.Writer, d registry.Digest, m *registry.Manifest, signatures int) {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	defer tw.Flush()
	fmt.Fprintf(tw, "release\t%s\n", m.Ref())
	fmt.Fprintf(tw, "digest\t%s\n", d)
	fmt.Fprintf(tw, "rules\t%s\t%d bytes\n", m.Rules.Digest, m.Rules.Size)
	fmt.Fprintf(tw, "schema\t%s\t%s, %s\n", m.Schema.Digest, m.Schema.State, m.Schema.Command)
	fmt.Fprintf(tw, "state schema\t%d\n", m.StateSchema)
	if c := m.Conversion; c != nil {
		fmt.Fprintf(tw, "conversion\tfrom %d, down %t\n", c.From, c.Down)
	}
	fmt.Fprintf(tw, "book\t%s\tcode %s, shared %t\n", m.Book.Artifact.Digest, m.Book.CodeHash, m.Book.Shared)
	for _, r := range m.References {
		fmt.Fprintf(tw, "reference data\t%s\t%s\n", r.Digest, r.Name)
	}
	l := m.Limits
	fmt.Fprintf(tw, "limits\t%d gas of meter %d\tdepth %d, %d KiB of memory, replies of %d bytes\n", cmp.Or(l.Gas, registry.DefaultGas), m.Meter,
		cmp.Or(l.Depth, registry.DefaultDepth), cmp.Or(l.MemoryPages, abi.DefaultMemoryPages)*(abi.PageSize>>10), cmp.Or(l.ReplyBytes, abi.DefaultReplyBytes))
	if s := m.Samples; s != nil {
		fmt.Fprintf(tw, "samples\t%s\t%d bytes\n", s.Digest, s.Size)
	}
	if d := m.Dates; d != nil {
		fmt.Fprintf(tw, "dates\tno new records from %s\tno decisions from %s\n", date(d.Cutoff), date(d.Sunset))
	}
	for _, c := range m.Contracts {
		fmt.Fprintf(tw, "contract\t%s\t%s, proxy: %s, matched on chain: %t\n", c.Artifact.Digest, c.Name, cmp.Or(string(c.Proxy), "none"), c.Match != nil)
		for _, a := range c.Allow {
			fmt.Fprintf(tw, "\tallows\t%s\n", a)
		}
	}
	fmt.Fprintf(tw, "signatures\t%d\n", signatures)
}

// date renders block time for people.
func date(unix int64) string {
	if unix == 0 {
		return "never"
	}
	return time.Unix(unix, 0).UTC().Format(time.RFC3339)
}

func releaseYank() *cobra.Command {
	return releaseEnd("yank", "yanked", "End the new use of a release", `Yank writes into the log that a release must not be proposed any more. Its bytes
stay, for those who audit what it decided.`,
		`  novation release yank crude-trade@1.1.0 --reason "tolerance rounds the wrong way"`, (*mirror.Client).Yank)
}

func releaseWithdraw() *cobra.Command {
	return releaseEnd("withdraw", "withdrawn", "End all use of a release", `Withdraw writes into the log that a release must not be used any more: pods take no
further decision under it, and records can only be novated away. Its bytes stay, for
those who audit what it decided.`,
		`  novation release withdraw crude-trade@1.1.0 --reason "pays twice"`, (*mirror.Client).Withdraw)
}

// releaseEnd is a command that ends some use of a release.
func releaseEnd(verb, done, short, long, example string,
	end func(c *mirror.Client, ctx context.Context, name, version, reason string) (shelf.Release, error),
) *cobra.Command {
	var t target
	var reason string
	cmd := &cobra.Command{
		Use: verb + " NAME@VERSION", Short: short, Long: long, Example: example, Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			name, version, err := splitRef(cmd, args[0])
			if err != nil {
				return err
			}
			if reason == "" {
				return usage(cmd, "a %s needs a --reason: it is read for years", verb)
			}
			n, err := t.network()
			if err != nil {
				return err
			}
			r, err := testnet.Registry(t.dir, n)
			if err != nil {
				return err
			}
			ctx, cancel := context.WithTimeout(cmd.Context(), t.wait)
			defer cancel()
			v, err := end(r, ctx, name, version, reason)
			if err != nil {
				return err
			}
			return show(cmd, v, func(w io.Writer) { fmt.Fprintf(w, "%s@%s %s: %s\n", name, version, done, reason) })
		},
	}
	t.netFlags(cmd)
	cmd.Flags().StringVar(&reason, "reason", "", "why (required)")
	return cmd
}
