//! Shows the text of documents as it is laid out.
fn main() {
    for path in std::env::args().skip(1) {
        match unrecs_text::extract::extract(&path, std::fs::read(&path).expect("a file that can be read"), None) {
            Ok(source) => println!("{}", source.text()),
            Err(error) => println!("{path}: {error}"),
        }
    }
}
