package command

import (
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/migrate/contract"
	"github.com/novation-dev/novation/migrate/contract/picture"
	"github.com/novation-dev/novation/registry"
)

// plannedView is what plan prints: the plan, and its digest, which is that of the
// canonical form and not of this one.
type plannedView struct {
	Digest registry.Digest `json:"digest"`
	*contract.Plan
}

func migrationPlan() *cobra.Command {
	var f planFlags
	var dir, out, svg string
	cmd := &cobra.Command{
		Use:   "plan --from FILE#C --to FILE#C --address ADDRESS --rpc URL",
		Short: "Say what becomes of every variable, and whether all of the state is explained",
		Long: `Plan reads the state of a contract at a final block, proven against the block's state
root, and says for each variable where it is and where it goes, its type, its keys and how
many entries it has. It compares the storage root of what it has read with that of the
account: one slot that nobody explains, and the plan is refused (exit status 3), with the
list of what is left.

Keys of mappings are found in the contract's events, in arrays that list them, in
preimages that the node keeps and, where they are numbers, by counting from zero on. --keys FILE adds others, as JSON
{"_balances": ["0x…"], "_allowances": [["0x…", "0x…"]]}, by type {"address": ["0x…"]}, as a
list, or as lines "_balances,0x…".

--map FILE (YAML or JSON) says what names and types do not:

    move:  {_beneficiary: "erc7201:openzeppelin.storage.Ownable._owner"}
    drop:  {_legacy: "not used since 2.0"}
    set:   {version: "2"}
    sum:   {_made: "_madeOf[]"}
    compute: [{sources: [_terms[].end, _terms[].begin], targets: [_terms[].length, _terms[].begin], by: difference}]
    keys:  [{pattern: "_roles[].members[]", event: "RoleGranted(bytes32,address,address)", fields: [role, account]}]
    probes: [{before: "beneficiary()", after: "owner()"}]
    events: [{event: Transfer, for: "_balances[]", args: ["0x0000000000000000000000000000000000000000", "key 0", value]}]

With events, a copy emits them in the new contract for each value that it writes, so that
indexers which know that address alone know the whole state. A contract without a proxy
that derives from Movable names the arguments of the new one: constructor: [migration].
Other proxies of the same beacon are found by its events; name others with proxies: ["0x…"].

The digest of the plan is what members approve.`,
		Example: `  novation migration plan --from v4.json#Token --to v5.json#Token --address 0x5FbDB2315678afecb367f032d93F642f64180aa3 --rpc http://127.0.0.1:8545
  novation migration plan --from v4.json#Token --to v5.json#Token --address 0x5FbDB2315678afecb367f032d93F642f64180aa3 --rpc http://127.0.0.1:8545 --keys holders.txt --map token.yaml --out plan.json -o json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			in, done, err := f.input(cmd)
			if err != nil {
				return err
			}
			defer done()
			p, err := contract.New(cmd.Context(), in)
			if p == nil {
				return err
			}
			if failed := writePlan(p, out, svg); failed != nil {
				return failed
			}
			if dir != "" && err == nil { // a plan that is refused is not for carrying out
				if failed := keepInputs(dir, &f, &in, p); failed != nil {
					return failed
				}
			}
			if failed := show(cmd, plannedView{p.Digest(), p}, func(w io.Writer) { _ = p.Text(w) }); failed != nil {
				return failed
			}
			return err // a plan that is refused is shown too
		},
	}
	f.add(cmd)
	cmd.Flags().StringVar(&dir, "dir", "", "folder of the migration, for those who will rehearse or start it")
	cmd.Flags().StringVar(&out, "out", "", "file for the plan in the form that is approved (canonical JSON)")
	cmd.Flags().StringVar(&svg, "svg", "", "file for a picture of what goes where")
	return cmd
}

// writePlan writes a plan and its picture to the files that were asked for.
func writePlan(p *contract.Plan, out, svg string) error {
	if out != "" {
		if err := os.WriteFile(out, p.Encode(), 0o644); err != nil {
			return fmt.Errorf("writing the plan: %w", err)
		}
	}
	if svg == "" {
		return nil
	}
	if err := os.WriteFile(svg, picture.SVG(p), 0o644); err != nil {
		return fmt.Errorf("writing the picture: %w", err)
	}
	return nil
}
