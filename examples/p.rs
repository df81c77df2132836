fn main() {
    let p = std::env::args().nth(1).unwrap();
    let f = chidu::source::SourceFile::new(&*p, std::fs::read_to_string(&p).unwrap());
    let mut d = chidu::diagnostics::Found::default();
    let a = chidu::syntax::parse(&f, &mut d);
    println!("{} items", a.items.len());
    let src = std::fs::read_to_string(
        std::path::Path::new(&p)
            .parent()
            .unwrap()
            .join("source.txt"),
    )
    .ok();
    if d.is_clean() {
        let p = chidu::check::check(
            &f,
            &a,
            src.as_deref().map_or(
                chidu::check::SourceText::Absent,
                chidu::check::SourceText::Read,
            ),
            &mut d,
        );
        println!("{:?}", p.map(|p| p.hash));
    }
    let ds = d.into_sorted();
    let st = chidu::render::Style {
        language: chidu::diagnostics::Language::En,
        color: false,
        width: 100,
    };
    println!("{}", chidu::render::human(&ds, &f, &st));
}
