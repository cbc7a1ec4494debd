// Package guard compiles modules where they can do no harm.
//
// A compiler is the first thing that a stranger's module meets, and a small
// module can make it take minutes and gigabytes. So the compiler runs in a
// child of this process, with a memory limit and a deadline, and is killed when
// it passes one. The child leaves machine code in a folder; the [Guard] checks
// it, moves it into wazero's compilation cache, and writes a record beside it.
// [Guard.Load] then takes the machine code from the cache, and from nowhere
// else: a module that is not there is not compiled in this process.
//
// # What it promises
//
//   - A module is compiled within [Config.MemoryBytes] and [Config.Deadline], or
//     there is an [Error] that says which of them it passed.
//   - When [Guard.Load] or [Guard.Ensure] returns, no child of it is left, no
//     open file, and no temporary one. A child whose parent was killed ends by
//     itself and takes its folder with it.
//   - Machine code is run only if it is, to the bit, what a child wrote for this
//     module under this configuration. Otherwise it is removed and made again.
//   - Processes may share a cache folder, and compile the same module at once.
//
// What a parent does with a module (decoding and validating it) its child has
// done before it, within the limits.
//
// # The child
//
// The child is the same program, so that both have the same compiler and
// nothing else must be installed. It is told its role by an environment
// variable that holds a random token, and by the same token at the beginning of
// its standard input, followed by the job; its report goes to standard output.
// Nothing stands on the command line.
//
// This package has an init function, which this module otherwise forbids: the
// role must be taken before main, and before the tests of a test binary, have
// run. The function does nothing unless the variable is there in its exact form,
// which nobody sets by accident; it removes the variable at once, and the child
// starts no process that could inherit it. A process that saw the variable never
// goes on to main, whatever else is wrong.
//
// Limits of the child: on Linux the kernel bounds data, processor time, file
// size and open files, allows no core, and signals the death of the parent.
// Everywhere the child watches its own memory, and ends when its standard input
// does, which the parent keeps open.
//
// # Dependencies
//
// The vocabulary and wazero. Whether a module is fit to be compiled is not asked
// here: see plugins/wasm and plugins/meter.
package guard
