//! Compiles in every file of `config/words` and `config/prompts`, so that a new file, or a new locale, needs no code.

use std::{
    env,
    error::Error,
    fmt::Write as _,
    fs, io,
    path::{Path, PathBuf},
};

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../../config/words");
    // A directory's own time changes when a file in it is added or removed.
    println!("cargo::rerun-if-changed={}", root.display());

    let mut table = String::from("pub(crate) const LOCALES: &[Compiled] = &[\n");
    for locale in sorted(&root)?.iter().filter(|path| path.is_dir()) {
        println!("cargo::rerun-if-changed={}", locale.display());
        let name = file_name(locale);
        let mut files = String::new();
        let mut understanding = "\"\"".to_owned();
        for path in sorted(locale)? {
            let file = file_name(&path);
            let text =
                format!("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/../../config/words/{name}/{file}\"))");
            if file.ends_with(".ftl") {
                writeln!(files, "        ({:?}, {text}),", format!("{name}/{file}"))?;
            } else if file == "understanding.toml" {
                understanding = text;
            }
            println!("cargo::rerun-if-changed={}", path.display());
        }
        writeln!(
            table,
            "    Compiled {{ locale: {name:?}, understanding: {understanding}, files: &[\n{files}    ] }},"
        )?;
    }
    table.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("locales.rs"), table)?;
    prompts(&root.with_file_name("prompts"))
}

fn prompts(folder: &Path) -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut table = String::from("pub(crate) const PROMPTS: &[(&str, &str)] = &[\n");
    for path in sorted(folder)?.iter().filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
        println!("cargo::rerun-if-changed={}", path.display());
        let file = file_name(path);
        writeln!(
            table,
            "    ({file:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/../../config/prompts/{file}\"))),"
        )?;
    }
    table.push_str("];\n");
    fs::write(Path::new(&env::var("OUT_DIR")?).join("prompts.rs"), table)?;
    Ok(())
}

/// Sorted, so that the same files always give the same build.
fn sorted(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut paths =
        fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<io::Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
