package command

import "github.com/spf13/cobra"

func rulesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "rules", GroupID: "rules",
		Short: "Look into a rules module, and time it",
		Long: `Rules looks into the WebAssembly module of a release: what it is made of, whether
a pod would take it, and what its calls cost.`,
		Example: "  novation rules inspect ./iou\n  novation rules bench ./iou",
	}
	cmd.AddCommand(rulesInspect(), rulesBench())
	return cmd
}
