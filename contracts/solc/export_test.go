package solc

import "context"

// CompileAndLeave compiles and keeps the instance as the compilation left it:
// what [Compiler.Compile] must never do.
func CompileAndLeave(ctx context.Context, c *Compiler, input []byte) ([]byte, error) {
	i, err := c.get(ctx)
	if err != nil {
		return nil, err
	}
	out, err := i.compile(input)
	c.keep(i)
	return out, err
}
