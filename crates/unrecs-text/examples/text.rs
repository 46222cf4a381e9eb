//! Prints the text that is read of a file: `cargo run -p unrecs-text --example text -- FILE`.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        print!("{}", unrecs_text::extract::extract(&path, std::fs::read(&path)?, None)?.text());
    }
    Ok(())
}
