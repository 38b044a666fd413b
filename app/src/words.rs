//! Every text of the frame, English and Chinese side by side: a text that lacks one of them does not compile.

use api::lesson::Lang;

/// The texts in one language.
#[derive(Debug)]
pub struct Words {
    /// The tab of the course.
    pub learn: &'static str,
    /// The tab of the About page.
    pub about: &'static str,
    /// First link of each page.
    pub skip: &'static str,
    /// Label of the outline.
    pub course: &'static str,
    /// Under the map's heading.
    pub course_intro: &'static str,
    /// The map's heading.
    pub course_title: &'static str,
    /// The map's first button.
    pub continue_: &'static str,
    /// The same for a new reader.
    pub start: &'static str,
    /// After a number.
    pub minutes: &'static str,
    /// After `2 of 3`.
    pub steps_done: &'static str,
    /// A lesson that changes nothing.
    pub only_looks: &'static str,
    /// Link.
    pub previous: &'static str,
    /// Link.
    pub next: &'static str,
    /// Label of the links to the lessons before and after.
    pub onward: &'static str,
    /// Label of the table of contents.
    pub on_this_page: &'static str,
    /// Button of a panel.
    pub run: &'static str,
    /// Button of a running panel.
    pub stop: &'static str,
    /// Button of an exec panel.
    pub open_shell: &'static str,
    /// Button.
    pub copy: &'static str,
    /// After copying.
    pub copied: &'static str,
    /// Button: shows what a change would do.
    pub dry_run: &'static str,
    /// Button of a manifest.
    pub apply: &'static str,
    /// Button of a manifest.
    pub diff: &'static str,
    /// Button of a manifest.
    pub reset_manifest: &'static str,
    /// Button of a manifest.
    pub edit: &'static str,
    /// After an edit.
    pub saved: &'static str,
    /// When an edit could not be kept.
    pub not_saved: &'static str,
    /// Status of a panel.
    pub running: &'static str,
    /// Before milliseconds.
    pub done_in: &'static str,
    /// Before a number.
    pub failed: &'static str,
    /// Status of a panel.
    pub stopped: &'static str,
    /// Status of a panel.
    pub broken: &'static str,
    /// After a number.
    pub api_calls: &'static str,
    /// After the number one.
    pub api_call: &'static str,
    /// Label of a body.
    pub request: &'static str,
    /// Label of a body.
    pub response: &'static str,
    /// Where there is none.
    pub no_body: &'static str,
    /// Above a dry run.
    pub would_change: &'static str,
    /// A dry run without changes.
    pub would_change_nothing: &'static str,
    /// Verb of a change.
    pub created: &'static str,
    /// Verb of a change.
    pub changed: &'static str,
    /// Verb of a change.
    pub deleted: &'static str,
    /// Verb of a change.
    pub unchanged: &'static str,
    /// Question.
    pub ask_delete: &'static str,
    /// Question.
    pub ask_beyond: &'static str,
    /// Question.
    pub ask_type: &'static str,
    /// Button of a question.
    pub yes_do_it: &'static str,
    /// Button of a question.
    pub cancel: &'static str,
    /// Before a hint.
    pub usual_cause: &'static str,
    /// Before a lesson's title.
    pub explained_in: &'static str,
    /// Under a host command.
    pub host_note: &'static str,
    /// Before a host command's output.
    pub prints: &'static str,
    /// Badge of a check.
    pub passed: &'static str,
    /// Badge of a check.
    pub waiting: &'static str,
    /// Under a check.
    pub watched: &'static str,
    /// Badge of a quiz.
    pub answered: &'static str,
    /// Before an explanation.
    pub right: &'static str,
    /// Before an explanation.
    pub wrong: &'static str,
    /// Heading of an aside.
    pub older_notes: &'static str,
    /// Heading of the lens.
    pub your_cluster: &'static str,
    /// Beside a heading.
    pub live: &'static str,
    /// Heading of the feed.
    pub happened: &'static str,
    /// An empty feed.
    pub nothing_yet: &'static str,
    /// Before a command of the reader in the feed.
    pub you: &'static str,
    /// Node state.
    pub ready: &'static str,
    /// Node state.
    pub not_ready: &'static str,
    /// Node state.
    pub cordoned: &'static str,
    /// After a number.
    pub pods: &'static str,
    /// After the number one.
    pub pod: &'static str,
    /// Before a taint.
    pub taint: &'static str,
    /// Pods without a node.
    pub no_node: &'static str,
    /// After a number of pods.
    pub more: &'static str,
    /// Above a lens.
    pub only_namespace: &'static str,
    /// Before the first picture.
    pub lens_waiting: &'static str,
    /// Banner.
    pub offline: &'static str,
    /// Above a set-up offer.
    pub setup_needed: &'static str,
    /// Button.
    pub setup_do: &'static str,
    /// Before the commands.
    pub setup_shows: &'static str,
    /// Label of the switcher.
    pub cluster_choice: &'static str,
    /// The practice cluster's name.
    pub practice: &'static str,
    /// In the switcher.
    pub practice_note: &'static str,
    /// In the switcher, before a name.
    pub real_note: &'static str,
    /// Button: a fresh practice cluster.
    pub start_over: &'static str,
    /// Question.
    pub start_over_ask: &'static str,
    /// Label.
    pub namespace: &'static str,
    /// Button.
    pub save: &'static str,
    /// Button.
    pub remove_namespace: &'static str,
    /// Label.
    pub theme: &'static str,
    /// Choice.
    pub theme_system: &'static str,
    /// Choice.
    pub theme_light: &'static str,
    /// Choice.
    pub theme_dark: &'static str,
    /// Link to the other language.
    pub language: &'static str,
    /// Tab of the dock.
    pub prompt: &'static str,
    /// Label of the prompt.
    pub prompt_label: &'static str,
    /// In the empty prompt.
    pub prompt_hint: &'static str,
    /// Label of the dock.
    pub dock: &'static str,
    /// Button.
    pub close: &'static str,
    /// In a shell.
    pub shell_ended: &'static str,
    /// Under a shell: how to leave it without a mouse.
    pub leave_shell: &'static str,
    /// In a shell.
    pub shell_broke: &'static str,
    /// Page.
    pub not_found: &'static str,
    /// Link.
    pub to_course: &'static str,
    /// Without scripts.
    pub no_js: &'static str,
    /// Page.
    pub about_title: &'static str,
    /// Page.
    pub about_text: &'static str,
    /// Heading.
    pub about_licences: &'static str,
    /// Page.
    pub about_trademark: &'static str,
    /// Button on small screens.
    pub menu: &'static str,
    /// Between names.
    pub and_: &'static str,
}

/// The texts of a language.
pub fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &EN,
        Lang::Zh => &ZH,
    }
}

const EN: Words = Words {
    learn: "Learn",
    about: "About",
    skip: "Skip to the text",
    course: "Course",
    course_intro: "Kubernetes, on the cluster in front of you: read, press Run, watch it happen.",
    course_title: "Study Kubernetes",
    continue_: "Continue where you left off",
    start: "Start with the first lesson",
    minutes: "min",
    steps_done: "steps done",
    only_looks: "only looks",
    previous: "Previous",
    next: "Next",
    onward: "Previous and next lesson",
    on_this_page: "On this page",
    run: "Run",
    stop: "Stop",
    open_shell: "Open shell",
    copy: "Copy",
    copied: "Copied",
    dry_run: "Dry run",
    apply: "Apply",
    diff: "Diff",
    reset_manifest: "Original text",
    edit: "Edit",
    saved: "saved",
    not_saved: "not saved yet: Wheelhouse cannot be reached",
    running: "running",
    done_in: "done in",
    failed: "exit code",
    stopped: "stopped",
    broken: "The connection to Wheelhouse broke before the command ended.",
    api_calls: "API calls",
    api_call: "API call",
    request: "Request",
    response: "Answer",
    no_body: "no body",
    would_change: "This would happen; nothing was changed:",
    would_change_nothing: "Nothing would change.",
    created: "created",
    changed: "changed",
    deleted: "deleted",
    unchanged: "unchanged",
    ask_delete: "This deletes:",
    ask_beyond: "This reaches beyond what the lessons made. It would touch:",
    ask_type: "Type the cluster's name to go on:",
    yes_do_it: "Yes, do it",
    cancel: "Cancel",
    usual_cause: "Usual cause:",
    explained_in: "Explained in",
    host_note: "For the machine itself; copy it, nothing here runs it.",
    prints: "It prints",
    passed: "passed",
    waiting: "waiting",
    watched: "Watched live: it passes by itself.",
    answered: "answered",
    right: "Right.",
    wrong: "Not quite.",
    older_notes: "Older notes say otherwise.",
    your_cluster: "Your cluster",
    live: "live",
    happened: "What happened",
    nothing_yet: "Nothing yet.",
    you: "You",
    ready: "Ready",
    not_ready: "NotReady",
    cordoned: "cordoned",
    pods: "pods",
    pod: "pod",
    taint: "taint",
    no_node: "Waiting for a node",
    more: "more",
    only_namespace: "Your rights reach one namespace only:",
    lens_waiting: "Asking the cluster…",
    offline: "The connection to Wheelhouse is gone; what you see may be old. It comes back by itself.",
    setup_needed: "This lesson starts from something that is not there yet.",
    setup_do: "Set it up",
    setup_shows: "It runs:",
    cluster_choice: "Cluster that commands run on",
    practice: "practice",
    practice_note: "Practice cluster: break what you like.",
    real_note: "A real cluster. Lessons work in the namespace",
    start_over: "Start over",
    start_over_ask: "Set the practice cluster back to how it was first? Your progress stays.",
    namespace: "Namespace for the lessons",
    save: "Save",
    remove_namespace: "Remove it from the cluster",
    theme: "Theme",
    theme_system: "as the system",
    theme_light: "light",
    theme_dark: "dark",
    language: "中文",
    prompt: "Prompt",
    prompt_label: "Any kubectl command",
    prompt_hint: "Type any kubectl command; ↑ and ↓ bring earlier ones back.",
    dock: "Dock",
    close: "Close",
    shell_ended: "The shell ended.",
    leave_shell: "F6 leaves the terminal",
    shell_broke: "The connection to the shell broke.",
    not_found: "There is no such page.",
    to_course: "To the course",
    no_js: "Reading needs nothing. Running commands needs JavaScript and WebAssembly.",
    about_title: "About Wheelhouse",
    about_text: "Wheelhouse is where people study Kubernetes on the cluster in front of them. The program and the lessons are under the Apache License 2.0. Lessons are newly written; facts come from the Kubernetes documentation and source.",
    about_licences: "Software and fonts in it",
    about_trademark: "Kubernetes is a registered trademark of The Linux Foundation. Wheelhouse is not affiliated with it.",
    menu: "Menu",
    and_: "and",
};

const ZH: Words = Words {
    learn: "学习",
    about: "关于",
    skip: "跳到正文",
    course: "课程",
    course_intro: "在你眼前的集群上学 Kubernetes：读一段，点运行，看它发生。",
    course_title: "学习 Kubernetes",
    continue_: "从上次的地方继续",
    start: "从第一课开始",
    minutes: "分钟",
    steps_done: "步已完成",
    only_looks: "只查看，不改动",
    previous: "上一课",
    next: "下一课",
    onward: "上一课与下一课",
    on_this_page: "本页内容",
    run: "运行",
    stop: "停止",
    open_shell: "打开终端",
    copy: "复制",
    copied: "已复制",
    dry_run: "试运行",
    apply: "应用",
    diff: "对比",
    reset_manifest: "恢复原文",
    edit: "编辑",
    saved: "已保存",
    not_saved: "尚未保存：连不上 Wheelhouse",
    running: "运行中",
    done_in: "用时",
    failed: "退出码",
    stopped: "已停止",
    broken: "与 Wheelhouse 的连接在命令结束前断开了。",
    api_calls: "次 API 调用",
    api_call: "次 API 调用",
    request: "请求",
    response: "响应",
    no_body: "无内容",
    would_change: "将会发生以下变化（尚未改动任何东西）：",
    would_change_nothing: "不会有任何变化。",
    created: "创建",
    changed: "修改",
    deleted: "删除",
    unchanged: "不变",
    ask_delete: "这将删除：",
    ask_beyond: "这超出了课程自己创建的范围，将触及：",
    ask_type: "输入集群名称以继续：",
    yes_do_it: "是的，执行",
    cancel: "取消",
    usual_cause: "常见原因：",
    explained_in: "详见",
    host_note: "在主机上执行：请复制，这里不会运行它。",
    prints: "输出",
    passed: "通过",
    waiting: "等待中",
    watched: "实时检查：满足后自动通过。",
    answered: "已答对",
    right: "正确。",
    wrong: "不完全对。",
    older_notes: "旧笔记的说法不同。",
    your_cluster: "你的集群",
    live: "实时",
    happened: "刚刚发生",
    nothing_yet: "暂无。",
    you: "你",
    ready: "就绪",
    not_ready: "未就绪",
    cordoned: "已隔离",
    pods: "个 Pod",
    pod: "个 Pod",
    taint: "污点",
    no_node: "等待分配节点",
    more: "个未显示",
    only_namespace: "你的权限只能看到一个命名空间：",
    lens_waiting: "正在查询集群……",
    offline: "与 Wheelhouse 的连接已断开，所见内容可能已过时；恢复后会自动重连。",
    setup_needed: "这一课需要的前置状态还不存在。",
    setup_do: "准备好它",
    setup_shows: "将运行：",
    cluster_choice: "命令运行所在的集群",
    practice: "练习",
    practice_note: "练习集群：随便折腾。",
    real_note: "真实集群。课程使用的命名空间是",
    start_over: "重新开始",
    start_over_ask: "把练习集群恢复到最初的样子？学习进度会保留。",
    namespace: "课程使用的命名空间",
    save: "保存",
    remove_namespace: "从集群中删除",
    theme: "主题",
    theme_system: "跟随系统",
    theme_light: "浅色",
    theme_dark: "深色",
    language: "English",
    prompt: "命令行",
    prompt_label: "任意 kubectl 命令",
    prompt_hint: "输入任意 kubectl 命令；用 ↑ ↓ 找回之前的命令。",
    dock: "操作台",
    close: "关闭",
    shell_ended: "终端已结束。",
    leave_shell: "按 F6 离开终端",
    shell_broke: "与终端的连接断开了。",
    not_found: "没有这个页面。",
    to_course: "前往课程",
    no_js: "阅读无需任何条件；运行命令需要 JavaScript 和 WebAssembly。",
    about_title: "关于 Wheelhouse",
    about_text: "Wheelhouse 让人们在眼前的集群上学习 Kubernetes。程序与课程均采用 Apache License 2.0。课程为全新撰写，事实取自 Kubernetes 文档与源码。",
    about_licences: "包含的软件与字体",
    about_trademark: "Kubernetes 是 Linux 基金会的注册商标。Wheelhouse 与其没有隶属关系。",
    menu: "菜单",
    and_: "和",
};
