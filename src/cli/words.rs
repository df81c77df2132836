//! The words of the help in both languages, by command and by argument.

/// Words for one place: a command, an argument everywhere, or `command/argument`.
pub(super) struct Words {
    /// The place.
    pub(super) place: &'static str,
    /// Chinese.
    pub(super) zh: &'static str,
    /// English.
    pub(super) en: &'static str,
}

const fn words(place: &'static str, zh: &'static str, en: &'static str) -> Words {
    Words { place, zh, en }
}

/// What each command does; the program itself has no name here.
pub(super) const COMMANDS: &[Words] = &[
    words(
        "",
        "尺度：用规则文件写评分标准，按证据打分，每一分都有出处",
        "chidu (尺度, a yardstick): scoring standards as rule files, with a trace for every point",
    ),
    words(
        "new",
        "新建一个小标准：规则、一份证据和它的评分结果",
        "Make a folder with a small standard, one case and its approved result",
    ),
    words(
        "check",
        "检查规则文件：名称、类型、单位、权重、档次、引文，以及算出来会怎样",
        "Check rule files: names, types, units, weights, bands, quotes, and what they can come to",
    ),
    words(
        "fmt",
        "排版规则文件：缩进、空格、对齐；也可换成中文或英文关键字",
        "Format rule files; or bring their keywords to the other language",
    ),
    words(
        "score",
        "按标准给证据打分，写明每一分从哪里来",
        "Score evidence by a standard, with where every point comes from",
    ),
    words(
        "diff",
        "比较两个版本：含义改了什么，证据要求变没变，谁的分数和等级因此变动",
        "Compare two revisions: what changes in meaning and in evidence, and whom it moves",
    ),
    words(
        "test",
        "运行案例，与批准的结果对照；审阅、批准、看覆盖",
        "Run the cases against their approved results; review, accept, coverage",
    ),
    words(
        "doc",
        "生成标准的正式表格和文本：指标、权重、计分规则和原文、等级、证据清单",
        "Make the official table and text of a standard: indicators, weights, rules beside their wording, grades, evidence",
    ),
    words(
        "template",
        "生成证据表：每一项写什么、单位、可选的值",
        "Make a form for evidence: what to write, units, allowed values",
    ),
    words(
        "schema",
        "生成证据文件的 JSON Schema",
        "Make the JSON Schema of the evidence",
    ),
    words(
        "explain",
        "为什么是这个分：逐条得了什么、少了什么，改什么能到下一等级",
        "Why a score is what it is: what was earned, what was missed, and what reaches the next grade",
    ),
    words(
        "verify",
        "重新计算一个存下的结果，核对每一项",
        "Compute a stored result again and confirm every member of it",
    ),
    words(
        "explain-code",
        "解释一个错误或警告的代码，附改前改后的例子",
        "Explain the code of an error or warning, with an example before and after",
    ),
    words(
        "completions",
        "生成命令行补全脚本",
        "Print a completion script for a shell",
    ),
    words(
        "help",
        "显示帮助",
        "Print the help of the program or of a command",
    ),
];

/// What stands below the options of each command.
pub(super) const EXAMPLES: &[Words] = &[
    words(
        "",
        "从这里开始：\n  chidu new 我的标准\n  chidu check 我的标准\n  chidu score 我的标准 我的标准/cases/first.yaml\n\n\
         返回值：0 完成且没有发现问题；1 规则或证据有问题；2 调用不对，或文件不能读写。",
        "Start here:\n  chidu new my-standard\n  chidu check my-standard\n  chidu score my-standard my-standard/cases/first.yaml\n\n\
         Exits: 0 done and nothing found; 1 something was found in rules or evidence; 2 the call was wrong, or a file could not be read or written.",
    ),
    words(
        "new",
        "例：\n  chidu new 养老服务评价\n  chidu new rules/library --lang en",
        "Examples:\n  chidu new library\n  chidu new rules/library --lang zh",
    ),
    words(
        "check",
        "例：\n  chidu check standard.rules\n  chidu check rules/sme-service rules/library -v\n  \
         chidu check standard.rules --format json --deny warnings\n  cat standard.rules | chidu check -\n\n\
         FILE 是文件夹时，检查其中每个 .rules 文件，并核对同一标准的各版本不会同时施行。\n\
         JSON：{\"files\": [{\"file\", \"hash\", \"diagnostics\", \"undecided\", \"accepted\", \"source_coverage\", \"reach\", \"unreadable\"}], \"errors\", \"warnings\"}。",
        "Examples:\n  chidu check standard.rules\n  chidu check rules/sme-service rules/library -v\n  \
         chidu check standard.rules --format json --deny warnings\n  cat standard.rules | chidu check -\n\n\
         Where FILE is a folder, each of its .rules files is checked, and that no two revisions of a standard are in force at once.\n\
         JSON: {\"files\": [{\"file\", \"hash\", \"diagnostics\", \"undecided\", \"accepted\", \"source_coverage\", \"reach\", \"unreadable\"}], \"errors\", \"warnings\"}.",
    ),
    words(
        "fmt",
        "例：\n  chidu fmt\n  chidu fmt rules/sme-service 草稿.rules\n  chidu fmt --check rules/*\n  \
         chidu fmt --diff standard.rules\n  chidu fmt --to zh - < standard.rules > standard.zh.rules\n\n\
         FILE 是文件夹时，排版其中每个 .rules 文件；不写 FILE 时，排版当前文件夹里的。\n\
         注释、引文、空行的位置不变；有语法错误的一句照原样保留。\n\
         返回值：用 --check 或 --diff 时，有文件需要改动是 1。",
        "Examples:\n  chidu fmt\n  chidu fmt rules/sme-service draft.rules\n  chidu fmt --check rules/*\n  \
         chidu fmt --diff standard.rules\n  chidu fmt --to en - < standard.zh.rules > standard.rules\n\n\
         Where FILE is a folder, each of its .rules files is formatted; without FILE, those of the current folder.\n\
         Comments, quotes and blank lines keep their place; a statement with a syntax error stays as it is.\n\
         Exit with --check or --diff: 1 where a file would change.",
    ),
    words(
        "score",
        "例：\n  chidu score rules/sme-service 某某中心.yaml\n  chidu score rules/sme-service cases/*.yaml\n  \
         chidu score standard.rules 某某中心.yaml --format json -o 结果.json\n  \
         cat 证据.json | chidu score standard.rules - --evidence-format json\n\n\
         RULES 是文件夹时，每份证据按它的评价日期施行的版本打分。\n\
         一份证据：显示完整的得分过程。多份证据：每份一行，最后是合计。\n\
         JSON：一份证据是一个对象，多份是一个数组，次序与参数相同。不能打分的一份是\n\
         {\"error\": {\"file\", \"message\", \"diagnostics\"}}。\n\
         有一份不能打分时，-o 的文件不写，返回值不是 0。",
        "Examples:\n  chidu score rules/sme-service centre.yaml\n  chidu score rules/sme-service cases/*.yaml\n  \
         chidu score standard.rules centre.yaml --format json -o result.json\n  \
         cat evidence.json | chidu score standard.rules - --evidence-format json\n\n\
         Where RULES is a folder, evidence is scored by the revision that is in force on its assessment date.\n\
         One evidence file: the whole trace. Several: one line each, and a summary.\n\
         JSON: an object for one evidence file, an array for several, in the order of the call. In the place of what cannot be scored stands\n\
         {\"error\": {\"file\", \"message\", \"diagnostics\"}}.\n\
         Where something cannot be scored, -o writes no file, and the exit is not 0.",
    ),
    words(
        "diff",
        "例：\n  chidu diff 2023.rules 2024.rules\n  chidu diff 2023.rules 2024.rules --evidence cases\n  \
         chidu diff 2023.rules 2024.rules --evidence cases --format html -o 修订说明.html\n\n\
         PATH 是文件夹时，用其中的证据文件（没有时用其中的 cases）。每份证据按两个版本各打一次分，不论当时施行哪一个。\n\
         返回值：0 含义没有改变；1 含义有改变，或有一个文件检查出错误；2 调用不对，或文件不能读写。",
        "Examples:\n  chidu diff 2023.rules 2024.rules\n  chidu diff 2023.rules 2024.rules --evidence cases\n  \
         chidu diff 2023.rules 2024.rules --evidence cases --format html -o revision.html\n\n\
         Where PATH is a folder, its evidence files are taken, or where it has none those in its `cases`. Each is scored by both revisions, whichever is in force.\n\
         Exits: 0 no change in meaning; 1 a change in meaning, or an error in one of the files; 2 the call was wrong, or a file could not be read or written.",
    ),
    words(
        "test",
        "例：\n  chidu test\n  chidu test rules/sme-service --review\n  chidu test rules --coverage\n  \
         chidu test rules --format junit -o 结果.xml\n\n\
         案例是标准文件夹里 cases 之下的证据；批准的结果在它旁边：first.yaml 与 first.result.txt。\n\
         cases 之下名为 refused 的文件夹里是应当被拒绝的证据。\n\
         证据里可写 expect，如 expect: {score: 82, grade: 优秀}：无论批准的结果怎样，都要成立。\n\
         JSON：{\"standards\": [{\"folder\", \"cases\": [{\"file\", \"result\", \"status\", \"message\", \"diagnostics\", \"difference\"}], \"coverage\"}], \"cases\", \"passed\", \"findings\"}。",
        "Examples:\n  chidu test\n  chidu test rules/sme-service --review\n  chidu test rules --coverage\n  \
         chidu test rules --format junit -o result.xml\n\n\
         A case is evidence below `cases` in the folder of a standard; its approved result stands beside it: first.yaml and first.result.txt.\n\
         Evidence in a folder `refused` below `cases` must be refused.\n\
         Evidence may say `expect`, such as expect: {score: 82, grade: good}, which must hold whatever was approved.\n\
         JSON: {\"standards\": [{\"folder\", \"cases\": [{\"file\", \"result\", \"status\", \"message\", \"diagnostics\", \"difference\"}], \"coverage\"}], \"cases\", \"passed\", \"findings\"}.",
    ),
    words(
        "doc",
        "例：\n  chidu doc rules/sme-service -o 标准.html\n  chidu doc rules/sme-service --format md --lang en",
        "Examples:\n  chidu doc rules/sme-service -o standard.html\n  chidu doc rules/sme-service --format md --lang zh",
    ),
    words(
        "template",
        "例：\n  chidu template rules/sme-service -o 证据.yaml\n  chidu template rules/sme-service --format json",
        "Examples:\n  chidu template rules/sme-service -o evidence.yaml\n  chidu template rules/sme-service --format json",
    ),
    words(
        "schema",
        "例：\n  chidu schema rules/sme-service -o evidence.schema.json",
        "Examples:\n  chidu schema rules/sme-service -o evidence.schema.json",
    ),
    words(
        "explain",
        "例：\n  chidu explain rules/sme-service 某某中心.yaml\n  chidu explain rules/sme-service 某某中心.yaml 服务方案执行\n  \
         chidu explain standard.rules 某某中心.yaml --format json -o 解释.json\n\n\
         先按少得的分从多到少列出各指标；再说只改一项、或几项一起改，最少改到多少能到下一等级。\n\
         酌情分由评审决定，否决等认定的事实不由申报单位改变，都会标明。\n\
         JSON：{\"result\", \"indicators\", \"changes\", \"completion\"}；写了 INDICATOR 时只是那一个指标。",
        "Examples:\n  chidu explain rules/sme-service centre.yaml\n  chidu explain rules/sme-service centre.yaml execution\n  \
         chidu explain standard.rules centre.yaml --format json -o why.json\n\n\
         Indicators stand in the order of what they missed; behind them the smallest change of one fact, or of few together, that reaches the next grade.\n\
         Judgements are the assessor's, and findings such as those of a veto are not for the applicant to change: both are marked.\n\
         JSON: {\"result\", \"indicators\", \"changes\", \"completion\"}; with INDICATOR, that indicator alone.",
    ),
    words(
        "verify",
        "例：\n  chidu score rules/sme-service 某某中心.yaml --format json --with-texts -o 结果.json\n  chidu verify 结果.json\n  \
         chidu verify 旧结果.json --rules rules/sme-service --evidence 某某中心.yaml\n\n\
         结果里存有原文时，用存的原文重新计算；写了 --rules 或 --evidence 时，用所写的文件。\n\
         全部相同时返回 0，有不同时返回 1，逐项列出 JSON 指针和两个值。\n\
         JSON：{\"file\", \"confirmed\", \"results\": [{\"subject\", \"confirmed\", \"engine\", \"verified_by\", \"rules\", \"evidence\", \"as_of\", \"recomputed\", \"differences\"}]}。",
        "Examples:\n  chidu score rules/sme-service centre.yaml --format json --with-texts -o result.json\n  chidu verify result.json\n  \
         chidu verify older.json --rules rules/sme-service --evidence centre.yaml\n\n\
         A result that holds its texts is computed again from them; --rules and --evidence are used in their place.\n\
         Exits with 0 where all is the same, and with 1 where not, with the JSON pointer and both values of each difference.\n\
         JSON: {\"file\", \"confirmed\", \"results\": [{\"subject\", \"confirmed\", \"engine\", \"verified_by\", \"rules\", \"evidence\", \"as_of\", \"recomputed\", \"differences\"}]}.",
    ),
    words(
        "explain-code",
        "例：\n  chidu explain-code E101\n  chidu explain-code w001 --lang zh",
        "Examples:\n  chidu explain-code E101\n  chidu explain-code w001",
    ),
    words(
        "completions",
        "例：\n  chidu completions bash > ~/.local/share/bash-completion/completions/chidu\n  \
         chidu completions zsh > ~/.zfunc/_chidu\n  chidu completions fish > ~/.config/fish/completions/chidu.fish",
        "Examples:\n  chidu completions bash > ~/.local/share/bash-completion/completions/chidu\n  \
         chidu completions zsh > ~/.zfunc/_chidu\n  chidu completions fish > ~/.config/fish/completions/chidu.fish",
    ),
    words(
        "help",
        "例：\n  chidu help score",
        "Examples:\n  chidu help score",
    ),
];

/// What each argument is.
pub(super) const ARGUMENTS: &[Words] = &[
    words(
        "lang",
        "语言；不写则看 LC_ALL、LC_MESSAGES、LANG",
        "Language of all words; else that of LC_ALL, LC_MESSAGES or LANG",
    ),
    words(
        "color",
        "是否用颜色；auto：终端上用，设了 NO_COLOR 不用",
        "Colours; auto: on a terminal, unless NO_COLOR is set",
    ),
    words("quiet", "只说发现的问题", "Say nothing but findings"),
    words("verbose", "多说一些", "Say more"),
    words(
        "check/verbose",
        "多说一些：列出已认可的警告和理由",
        "Say more: list accepted warnings with their reasons",
    ),
    words("help", "显示帮助", "Print this help"),
    words("version", "显示版本", "Print the version"),
    words(
        "rules",
        "规则文件，或放同一标准各版本的文件夹；- 表示标准输入",
        "A rule file, or the folder of a standard's revisions; - for standard input",
    ),
    words(
        "check/files",
        "规则文件或文件夹，可写多个；- 表示标准输入",
        "Rule files, or their folders; - for standard input",
    ),
    words(
        "score/evidence",
        "证据文件（.yaml、.json、.toml），可写多个；- 表示标准输入",
        "Evidence files (.yaml, .json, .toml); - for standard input",
    ),
    words(
        "test/folders",
        "在这些文件夹里（及其下）找标准；也可写标准的某些案例",
        "Folders in which, and below which, standards are found; or some cases of a standard",
    ),
    words(
        "review",
        "逐个审阅不同的案例：a 批准，r 不批准，s 跳过，A 全部批准，q 退出",
        "Go through the cases that differ: a accept, r reject, s skip, A accept all, q quit",
    ),
    words(
        "accept",
        "批准现在的所有结果；没有案例的结果文件会删除",
        "Approve all results as they are now; results without a case are removed",
    ),
    words(
        "watch",
        "规则或案例有改动时再运行，直到 Ctrl-C",
        "Run again whenever rules or cases change, until Ctrl-C",
    ),
    words(
        "suggest",
        "从已有案例出发，每次把一项证据改到分界值及其两侧，把走到新内容的写进 cases/suggested，待人批准",
        "Move one fact of a case at a time to the values where something changes, and beside them; what reaches something new is written to cases/suggested, to be approved",
    ),
    words(
        "test/coverage",
        "列出没有案例走到的条款、档次、等级等，并给出百分比",
        "List the clauses, bands, grades and so on that no case reaches, with a percentage",
    ),
    words(
        "coverage_lcov",
        "把覆盖写成 lcov 文件，供编辑器和构建工具显示",
        "Write the coverage as an lcov file, which editors and build tools show",
    ),
    words("test/format", "输出格式", "Form of the output"),
    words(
        "fmt/files",
        "规则文件或文件夹，可写多个；- 表示从标准输入到标准输出；不写则是当前文件夹",
        "Rule files, or their folders; - from standard input to standard output; else the current folder",
    ),
    words(
        "fmt/check",
        "不改动文件，只列出需要排版的文件",
        "Change no file; list those that would change",
    ),
    words(
        "fmt/diff",
        "不改动文件，显示会有哪些改动",
        "Change no file; show what would change",
    ),
    words(
        "fmt/to",
        "把关键字换成这种语言，名称换成标签（zh）或编号（en）；声明和标签不变",
        "Bring keywords to this language, and names to labels (zh) or to names (en) where they are used; declarations and labels stay",
    ),
    words("check/format", "输出格式", "Form of the output"),
    words("diff/format", "输出格式", "Form of the output"),
    words(
        "diff/old",
        "旧版本：规则文件，或放一个标准的文件夹；- 表示标准输入",
        "The old revision: a rule file, or the folder of one standard; - for standard input",
    ),
    words("diff/new", "新版本，写法相同", "The new revision, likewise"),
    words(
        "diff/evidence",
        "证据文件或文件夹，可写多个：列出谁的分数和等级变动，逐条说明原因",
        "Evidence files or folders: who moves to which grade, by how much, and by which clauses",
    ),
    words(
        "diff/as_of",
        "评价日期，代替证据中的日期",
        "The assessment date, in the place of that of the evidence",
    ),
    words(
        "diff/evidence_format",
        "标准输入或无扩展名的证据的格式；标准输入不写则是 yaml",
        "Format of evidence from standard input (else yaml) or without a known ending",
    ),
    words("score/format", "输出格式", "Form of the output"),
    words(
        "doc/format",
        "格式；不写则看 -o 的扩展名，再则 HTML",
        "Form of the page; else by the ending of -o; else HTML",
    ),
    words(
        "template/format",
        "表的格式；不写则看 -o 的扩展名，再则 YAML",
        "Form of the form; else by the ending of -o; else YAML",
    ),
    words(
        "deny",
        "有警告也算有问题（返回值 1）",
        "Exit with 1 for warnings too",
    ),
    words(
        "source_coverage",
        "逐句列出来源里哪些话被引用、哪些标记为非规则或未定、哪些没有人说到，并给出百分比",
        "List each sentence of the source: quoted, marked not a rule or left open, or neither; with a percentage",
    ),
    words(
        "reach",
        "列出每条、每个指标、每章和总分最低、最高能到多少，什么样的证据能到，哪一步跳得最大，酌情分能变动多少",
        "List how low and how high each clause, indicator, section and the total can go, by which evidence, the largest jumps, and what judgements can move",
    ),
    words(
        "output",
        "写到文件，不写到标准输出；要么全部写成，要么不动原文件",
        "Write to a file, whole or not at all, instead of standard output",
    ),
    words(
        "root",
        "规则可读的文件（如来源）所在的文件夹；不写则是规则文件的文件夹",
        "The folder of what rules may read, such as sources; else that of the rule file",
    ),
    words(
        "score/brief",
        "只显示总分、等级和各一级指标的得分",
        "Only the total, the grade and the scores of the sections",
    ),
    words(
        "score/with_texts",
        "在 JSON 里存下规则、来源和证据的原文，供 chidu verify 日后核对",
        "Keep the texts of rules, sources and evidence in the JSON, for chidu verify",
    ),
    words(
        "score/partial",
        "证据还不完整时：总分、各部分和等级还可能在哪里，还缺什么，哪一项最要紧",
        "For evidence that is still incomplete: where the total, its parts and the grade may come to lie, and what decides most",
    ),
    words(
        "explain/evidence",
        "证据文件（.yaml、.json、.toml）；- 表示标准输入",
        "The evidence file (.yaml, .json, .toml); - for standard input",
    ),
    words(
        "explain/indicator",
        "只解释这个指标：它的名称或标签",
        "Explain this indicator alone, by its id or label",
    ),
    words("explain/format", "输出格式", "Form of the output"),
    words(
        "explain/as_of",
        "评价日期，代替证据中的日期",
        "The assessment date, in the place of that of the evidence",
    ),
    words(
        "explain/evidence_format",
        "标准输入或无扩展名的证据的格式；标准输入不写则是 yaml",
        "Format of evidence from standard input (else yaml) or without a known ending",
    ),
    words(
        "verify/result",
        "chidu score --format json 的结果",
        "A result of chidu score --format json",
    ),
    words(
        "verify/rules",
        "规则文件或文件夹，代替结果里存的规则",
        "The rule file or folder, in the place of the rules in the result",
    ),
    words(
        "verify/evidence",
        "证据文件，代替结果里存的证据",
        "The evidence, in the place of that in the result",
    ),
    words("verify/format", "输出格式", "Form of the output"),
    words(
        "verify/as_of",
        "当时用 --as-of 给定的评价日期",
        "The assessment date that --as-of said when the result was made",
    ),
    words(
        "verify/evidence_format",
        "标准输入或无扩展名的证据的格式；标准输入不写则是 yaml",
        "Format of evidence from standard input (else yaml) or without a known ending",
    ),
    words(
        "as_of",
        "用这一天施行的版本；不写则用最后施行的版本",
        "The revision that is in force on this day; else the one that comes into force last",
    ),
    words(
        "score/as_of",
        "评价日期，代替证据中的日期",
        "The assessment date, in the place of that of the evidence",
    ),
    words(
        "score/evidence_format",
        "标准输入或无扩展名的证据的格式；标准输入不写则是 yaml",
        "Format of evidence from standard input (else yaml) or without a known ending",
    ),
    words("new/name", "新文件夹的名称", "The name of the new folder"),
    words(
        "explain-code/code",
        "代码，如 E101；大小写不论",
        "The code, such as E101, in any case",
    ),
    words("completions/shell", "命令行程序", "The shell"),
    words("help/command", "命令", "The command"),
];
