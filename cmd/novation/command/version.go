package command

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/registry"
)

// version is what `novation version -o json` prints.
type version struct {
	Version string `json:"version"`
	Go      string `json:"go"`
	// HostABI, Meter and Manifest are the formats this program speaks.
	HostABI  int `json:"hostABI"`
	Meter    int `json:"meter"`
	Manifest int `json:"manifest"`
}

func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of this program and of the formats it speaks",
		Example: "  novation version -o json",
		Long: `Version prints the version of this program, the version of the contract between
pod and rules (host ABI), of the gas meter, and of the release manifest it writes.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			v := version{Version: programVersion(), Go: runtime.Version(), HostABI: registry.HostABI, Meter: registry.Meter, Manifest: registry.ManifestVersion}
			return show(cmd, v, func(w io.Writer) {
				fmt.Fprintf(w, "novation %s (%s, host ABI %d, meter %d, manifest format %d)\n", v.Version, v.Go, v.HostABI, v.Meter, v.Manifest)
			})
		},
	}
}

// programVersion is the version of this program, "(devel)" when it was not built
// from a released one.
func programVersion() string {
	if b, ok := debug.ReadBuildInfo(); ok && b.Main.Version != "" {
		return b.Main.Version
	}
	return "(devel)"
}
