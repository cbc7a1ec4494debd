package migratetest

import (
	"bufio"
	"os/exec"
	"regexp"
	"testing"
)

// StartAnvil runs anvil, a path, without fees for the length of the test, and
// returns its URL. Its blocks are final at once: chain.Config.Finality "latest".
func StartAnvil(tb testing.TB, anvil string, args ...string) (url string) {
	tb.Helper()
	args = append([]string{"--port", "0", "--hardfork", "prague", "--base-fee", "0", "--gas-price", "0", "--disable-min-priority-fee"}, args...)
	cmd := exec.Command(anvil, args...) //nolint:gosec // the tests' own anvil
	out, err := cmd.StdoutPipe()
	if err != nil {
		tb.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	listening := regexp.MustCompile(`Listening on ([\d.:]+)`)
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if m := listening.FindStringSubmatch(lines.Text()); m != nil {
			go func() {
				for lines.Scan() { // a full pipe would stop it
				}
			}()
			return "http://" + m[1]
		}
	}
	tb.Fatalf("%s does not listen: %v", anvil, lines.Err())
	return ""
}
