// Package source turns a folder of Solidity sources into the input that the
// compiler reads: standard JSON with every source that is needed, and no other,
// in it.
//
// A folder may be a project of Foundry (foundry.toml), of Hardhat
// (hardhat.config.*), or just sources. Names of sources are those that solc's
// command line gives them with the project as base path and the library folders
// as include paths; they are part of the metadata, and so of the code.
//
// # Promises
//
// The same files give the same bytes on every machine. Nothing is run: the
// configuration of Hardhat is a program, so its settings have to be given.
// Nothing is read outside of the project and the folders that the caller allows,
// whatever imports, links, remappings and the project's own configuration say. What is
// malformed matches [registry.ErrInvalid] and says where; sizes and numbers are
// bounded by [MaxSource], [MaxTotal] and [MaxSources].
//
// # Dependencies
//
// Of ours it imports registry. Versions are compared with Masterminds/semver,
// foundry.toml is read with go-toml, JSON with go-json-experiment.
package source

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/novation-dev/novation/registry"
)

// Kind says who else would compile the project.
type Kind string

// The kinds of projects.
const (
	Foundry Kind = "foundry"
	Hardhat Kind = "hardhat"
	Plain   Kind = "plain"
)

// Options say how a project is to be compiled. The zero value is the project as
// it stands.
type Options struct {
	// Kind says as what the folder is to be read; "" means as what it looks
	// like: Foundry before Hardhat before plain.
	Kind Kind
	// Profile is the profile of foundry.toml; "" means default.
	Profile string
	// Settings is a JSON object that is laid over the project's settings of the
	// compiler: objects are merged, other values replace, null removes. Empty
	// changes nothing.
	Settings []byte
	// Sources are the files to compile, as paths below the project; what they
	// import comes along. None means all.
	Sources []string
	// Tests adds the tests and scripts of a Foundry project.
	Tests bool
	// Remappings come before those of the project.
	Remappings []string
	// IncludePaths are further folders in which imports are looked up;
	// AllowPaths are further folders that may be read, where links lead to.
	// Both are relative to the project, or absolute.
	IncludePaths, AllowPaths []string
}

// A Project is a folder of sources, completely read.
type Project struct {
	// Root is the folder.
	Root string
	Kind Kind
	// Files are the sources by the names that the compiler sees.
	Files map[string]*File
	// Requires is what sources and configuration ask of the compiler's version.
	Requires Requirements
	// Notes are decisions that the reader of the output should know about, one
	// sentence each.
	Notes []string

	tree       *tree
	folders    []string // that hold the sources, below Root
	include    []string // in which imports are looked up, below Root
	remappings []Remapping
	settings   map[string]any
	outputs    []string // beyond the usual
	// normalizeEVM: an EVM version that the compiler does not know is replaced
	// by the newest it does.
	normalizeEVM bool
	patch        map[string]any
}

// A File is one source.
type File struct {
	// Path is where it was found.
	Path string
	Text []byte
	*Header
}

// Open reads the project in a folder. The error says what is malformed
// ([registry.ErrInvalid]), what is missing and where it was looked for
// ([registry.ErrNotFound]), or what lies where nothing may be read
// ([registry.ErrNotAllowed]).
func Open(dir string, o Options) (*Project, error) {
	p, err := open(dir, o)
	if err != nil {
		return nil, fmt.Errorf("opening the project %s: %w", dir, err)
	}
	return p, nil
}

func open(dir string, o Options) (*Project, error) {
	if !isDir(dir) {
		return nil, fmt.Errorf("there is no such folder: %w", registry.ErrNotFound)
	}
	root, err := filepath.Abs(dir)
	if err == nil {
		root, err = filepath.EvalSymlinks(root)
	}
	if err != nil {
		return nil, err
	}
	p := &Project{Root: root, Kind: Plain, Files: map[string]*File{}, tree: &tree{}, settings: map[string]any{}}
	if p.patch, err = parseObject("settings", o.Settings); err != nil {
		return nil, err
	}
	for _, d := range slices.Concat([]string{"."}, o.IncludePaths, o.AllowPaths) {
		if err := p.tree.allow(p.join(d)); err != nil {
			return nil, err
		}
	}
	if err := p.configure(o); err != nil {
		return nil, err
	}
	return p, p.load(o.Sources)
}

// configure finds out what kind of project it is, and reads its configuration.
func (p *Project) configure(o Options) error {
	var err error
	switch {
	case o.Kind == Foundry || o.Kind == "" && isFile(p.join(foundryFile)):
		p.Kind = Foundry
		err = p.openFoundry(o)
	case o.Kind == Hardhat || o.Kind == "" && p.hardhatConfig() != "":
		p.Kind = Hardhat
		p.folders, p.include = []string{"contracts"}, []string{npmFolder}
		p.note("the configuration of Hardhat is a program and is not run: the compiler's own settings hold, and those given with --settings")
	case o.Kind == Plain || o.Kind == "":
		p.folders = []string{"."}
		p.include = []string{npmFolder, "lib"}
	default:
		err = fmt.Errorf("%q is no kind of project: want %s, %s or %s: %w", o.Kind, Foundry, Hardhat, Plain, registry.ErrInvalid)
	}
	if err != nil {
		return err
	}
	p.include = slices.Concat(o.IncludePaths, p.include)
	var first []Remapping
	for _, text := range o.Remappings {
		r, err := ParseRemapping(text)
		if err != nil {
			return err
		}
		first = append(first, r)
	}
	p.remappings = firstOf(slices.Concat(first, p.remappings))
	return nil
}

// hardhatConfig returns the name of the project's Hardhat configuration, or "".
func (p *Project) hardhatConfig() string {
	for _, ext := range []string{"js", "cjs", "mjs", "ts", "cts", "mts"} {
		if name := "hardhat.config." + ext; isFile(p.join(name)) {
			return name
		}
	}
	return ""
}

// join returns the path of a name below the project, or of an absolute one.
func (p *Project) join(name string) string {
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(p.Root, filepath.FromSlash(name))
}

func (p *Project) note(format string, a ...any) {
	p.Notes = append(p.Notes, fmt.Sprintf(format, a...))
}

// skipped reports folders that are not searched for sources: other people's, and
// what tools write.
func (p *Project) skipped(name string) bool {
	return name == npmFolder || p.Kind == Plain && (name == "out" || name == "artifacts" || name == "cache")
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

func isFile(name string) bool {
	info, err := os.Stat(name)
	return err == nil && !info.IsDir()
}

// RootOf returns the folder of the project that a file belongs to: the nearest
// one above it with a configuration, or else its own.
func RootOf(file string) (string, error) {
	abs, err := filepath.Abs(file)
	if err != nil {
		return "", err
	}
	own := filepath.Dir(abs)
	for dir := own; ; dir = filepath.Dir(dir) {
		p := &Project{Root: dir}
		if isFile(p.join(foundryFile)) || p.hardhatConfig() != "" {
			return dir, nil
		}
		if dir == filepath.Dir(dir) || strings.HasSuffix(dir, npmFolder) {
			return own, nil
		}
	}
}
