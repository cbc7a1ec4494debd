package command

import (
	"context"
	"fmt"
	"io"

	"github.com/ethereum/go-ethereum/common"
	"github.com/ethereum/go-ethereum/common/hexutil"
	"github.com/spf13/cobra"

	"github.com/novation-dev/novation/migrate/execute"
)

// settledView is what settle prints.
type settledView struct {
	// Settled counts the entries that were written, or proven absent, just now.
	Settled int `json:"settled"`
}

func migrationSettle() *cobra.Command {
	var f runFlags
	var caller, data string
	cmd := &cobra.Command{
		Use:   "settle DIR --caller ADDRESS --data HEX --key FILE",
		Short: "Write the deferred entries that a call needs",
		Long: `Settle asks the gate which deferred entries a call may touch, writes those that there are,
with their proofs, and proves of the others that there are none. Then the gate lets the
call through. The caller is the account that will call; --data is the call as in a
transaction, the selector and the encoded arguments.`,
		Example: "  novation migration settle token --caller 0x5FbDB2315678afecb367f032d93F642f64180aa3 --data 0x70a082310000000000000000000000005fbdb2315678afecb367f032d93f642f64180aa3 --key pod.key",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			call, err := hexutil.Decode(data)
			if err != nil || len(call) < 4 {
				return usage(cmd, "--data %q is no call: want 0x, the selector and the encoded arguments", data)
			}
			if !common.IsHexAddress(caller) {
				return usage(cmd, "--caller %q is no address: want 0x and 40 hex digits", caller)
			}
			if f.key == "" {
				return usage(cmd, "--key is missing: whoever settles sends the transactions")
			}
			return f.open(cmd, args[0], opening, func(ctx context.Context, m *execute.Migration) error {
				n, err := m.Settle(ctx, common.HexToAddress(caller), call)
				if err != nil {
					return err
				}
				return show(cmd, settledView{n}, func(w io.Writer) { fmt.Fprintf(w, "%d entries settled\n", n) })
			})
		},
	}
	f.nodeFlags.add(cmd)
	f.keyFlags.add(cmd)
	cmd.Flags().StringVar(&caller, "caller", "", "account that will call (required)")
	cmd.Flags().StringVar(&data, "data", "", "the call, as hex (required)")
	return cmd
}
