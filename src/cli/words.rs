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
        "score",
        "按标准给证据打分，写明每一分从哪里来",
        "Score evidence by a standard, with where every point comes from",
    ),
    words(
        "test",
        "运行案例，与批准的结果对照；审阅、批准、看覆盖",
        "Run the cases against their approved results; review, accept, coverage",
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
    words("check/format", "输出格式", "Form of the output"),
    words("score/format", "输出格式", "Form of the output"),
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
