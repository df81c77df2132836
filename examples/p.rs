struct F(std::path::PathBuf);
impl chidu::session::Files for F {
    fn read(&self, p: &str) -> Result<String, chidu::session::Trouble> {
        std::fs::read_to_string(self.0.join(p)).map_err(|_| chidu::session::Trouble::Missing)
    }
}
fn main() {
    let a: Vec<String> = std::env::args().collect();
    let p = &a[1];
    let f = chidu::source::SourceFile::new(&**p, std::fs::read_to_string(p).unwrap());
    let st = chidu::render::Style {
        language: chidu::diagnostics::Language::En,
        color: false,
        width: 100,
    };
    let o = chidu::session::open(f, &F(std::path::Path::new(p).parent().unwrap().into()));
    println!("{}", chidu::render::human(&o.findings, &o.file, &st));
    let Some(pr) = o.program else { return };
    println!("{}", pr.hash);
    for e in &a[2..] {
        let ev = chidu::session::read_evidence(
            &pr,
            chidu::source::SourceFile::new(&**e, std::fs::read_to_string(e).unwrap()),
            chidu::evidence::Format::of_extension(e.rsplit('.').next().unwrap()).unwrap(),
            None,
        );
        println!("{}", chidu::render::human(&ev.findings, &ev.file, &st));
        if let Some(r) = ev.record {
            let t = chidu::session::score(&pr, &r);
            chidu::session::with_result(&pr, &r, &t, chidu::diagnostics::Language::En, |x| {
                if a.len() == 3 {
                    println!("{}", serde_json::to_string_pretty(x).unwrap())
                } else {
                    print!(
                        "{},{},{},{}",
                        std::path::Path::new(e)
                            .file_stem()
                            .unwrap()
                            .to_str()
                            .unwrap(),
                        t.verdict.total,
                        x.grade.as_ref().map_or("", |g| g.id),
                        pr.vetoes.len()
                    );
                    for s in &x.sections {
                        for i in &s.indicators {
                            print!(",{}", i.score.shown());
                        }
                    }
                    println!();
                }
            });
        }
    }
}
