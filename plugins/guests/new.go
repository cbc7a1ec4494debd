package guests

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"text/template"

	"github.com/novation-dev/novation/plugins/guests/guest"
	"github.com/novation-dev/novation/plugins/schema"
	"github.com/novation-dev/novation/registry"
)

// note holds what is the same in every language: the description, the schema and
// the cases of the example.
//
//go:embed note
var note embed.FS

// The schema of the example.
var (
	noteFiles = []string{"proto/note/v1/note.proto"}
	noteNames = schema.Names{State: "note.v1.Note", Command: "note.v1.Command"}
)

// about is what templates may say.
type about struct{ Name, Language string }

// New makes a project for a line called name in folder dir, with rules in
// language l. The folder must be empty or not be there, else the error matches
// [registry.ErrConflict]. It returns the files it wrote, below dir.
func New(ctx context.Context, dir, name string, l guest.Language) ([]string, error) {
	if err := registry.CheckName(name); err != nil {
		return nil, err
	}
	there, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("looking into the folder: %w", err)
	}
	if len(there) > 0 {
		return nil, fmt.Errorf("%s is not empty (%s is in it): name another folder: %w", dir, there[0].Name(), registry.ErrConflict)
	}
	files, err := files(ctx, about{name, l.Name()}, l)
	if err != nil {
		return nil, err
	}
	names := slices.Sorted(maps.Keys(files))
	for _, name := range names {
		if err := put(filepath.Join(dir, filepath.FromSlash(name)), files[name]); err != nil {
			return nil, fmt.Errorf("writing the project: %w", err)
		}
	}
	return names, nil
}

// files returns the content of a new project.
func files(ctx context.Context, a about, l guest.Language) (map[string][]byte, error) {
	out := map[string][]byte{}
	top, err := fs.Sub(note, "note")
	if err != nil {
		return nil, err
	}
	for _, part := range []struct {
		below string
		files fs.FS
		fill  bool
	}{{"", top, true}, {"rules", l.Template(), true}, {path.Join("rules", SDKFolder), l.SDK(), false}} {
		if err := collect(out, part.below, part.files, part.fill, a); err != nil {
			return nil, fmt.Errorf("the template of %s: %w", l.Name(), err)
		}
	}
	out[".gitignore"] = out["gitignore"]
	delete(out, "gitignore")
	out["proto/novation/options.proto"] = schema.OptionsSource()
	sources := map[string][]byte{}
	for _, name := range noteFiles {
		sources[name] = out[name]
	}
	set, err := schema.Compile(ctx, sources)
	if err != nil {
		return nil, err
	}
	s, err := schema.Load(set, noteNames)
	if err != nil {
		return nil, err
	}
	codecs, err := l.Generate(s, noteFiles)
	if err != nil {
		return nil, fmt.Errorf("generating codecs: %w", err)
	}
	for name, src := range codecs {
		out[path.Join("rules", CodecFolder, name)] = src
	}
	return out, nil
}

// collect adds the files of a tree to out, below a folder. With fill, those that
// end in ".tmpl" are templates.
func collect(out map[string][]byte, below string, tree fs.FS, fill bool, a about) error {
	return fs.WalkDir(tree, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		if plain, is := strings.CutSuffix(name, ".tmpl"); is && fill {
			t, err := template.New(name).Option("missingkey=error").Parse(string(content))
			if err != nil {
				return err
			}
			var b bytes.Buffer
			if err := t.Execute(&b, a); err != nil {
				return err
			}
			name, content = plain, b.Bytes()
		}
		out[path.Join(below, name)] = content
		return nil
	})
}

// put writes a file and the folders it is in.
func put(name string, content []byte) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, content, 0o644)
}

// UpdateSDK replaces the copy of the SDK in the project in dir by the one of this
// program.
func UpdateSDK(dir string) error {
	p, l, err := open(dir)
	if err != nil {
		return err
	}
	folder, err := p.Folder()
	if err != nil {
		return err
	}
	fresh := map[string][]byte{}
	if err := collect(fresh, "", l.SDK(), false, about{}); err != nil {
		return err
	}
	to := filepath.Join(folder, SDKFolder)
	if err := os.RemoveAll(to); err != nil {
		return fmt.Errorf("removing the old SDK: %w", err)
	}
	for name, content := range fresh {
		if err := put(filepath.Join(to, filepath.FromSlash(name)), content); err != nil {
			return fmt.Errorf("writing the SDK: %w", err)
		}
	}
	return nil
}
