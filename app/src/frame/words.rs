//! Every text of the frame, English and Chinese side by side: a text that lacks one of them does not compile.

use api::frame::Lang;

/// Declares the texts: a name, English, Chinese.
macro_rules! texts {
    ($($(#[$doc:meta])+ $name:ident: $en:literal, $zh:literal;)+) => {
        /// The texts in one language.
        #[derive(Debug)]
        pub struct Words {
            $($(#[$doc])+ pub $name: &'static str,)+
        }

        static EN: Words = Words { $($name: $en,)+ };
        static ZH: Words = Words { $($name: $zh,)+ };
    };
}

texts! {
    /// The tab of the course.
    learn: "Learn", "学习";
    /// Button of a picture with several frames.
    frame_back: "Back", "上一步";
    /// Button of a picture with several frames.
    frame_next: "Next", "下一步";
    /// A drawing of something that the reader has not made yet.
    not_there_yet: "Nothing there yet: it appears as soon as you make it.", "还没有：创建之后会立即出现在这里。";
    /// Head of the column of images.
    image: "Image", "镜像";
    /// An image that a node needs and has not.
    lacks: "lacks", "缺少";
    /// An image that a node has not and does not need.
    spare: "not needed", "不需要";
    /// An image that a node may have: its list is full.
    untold: "not told", "未上报";
    /// After a number of nodes that a table leaves out.
    more_nodes: "more nodes", "个节点未列出";
    /// A table of nodes without any.
    no_nodes: "The cluster has not told of a node yet.", "集群还没有报告任何节点。";
    /// Opens the commands that fulfil a check.
    one_answer: "Show one answer", "看一种做法";
    /// Before the machines of a host command.
    run_on: "Run on", "在哪里执行";
    /// Machines of a host command.
    on_all: "every machine", "所有机器";
    /// Machines of a host command.
    on_control_plane: "each control-plane node", "控制平面节点";
    /// Machines of a host command.
    on_worker: "each worker", "每个工作节点";
    /// Machines of a host command.
    on_workstation: "the machine you work at", "你自己的电脑";
    /// Before what a host command changes.
    changes: "Changes", "改变什么";
    /// Before how a host command is undone.
    undo: "Undo", "如何撤销";
    /// Above what a host command prints when it fails.
    when_it_fails: "When it goes wrong", "出错时";
    /// The tab and heading of the glossary.
    glossary: "Glossary", "术语表";
    /// The tab and heading of the page that makes a runbook.
    set_up: "Set up", "搭建集群";
    /// Under that heading.
    set_up_intro: "Say which machines you have and what should run on them; get every step for each of them, with every blank filled. Nothing here runs anything on your machines.", "说明你有哪些机器、要装什么，就能得到每台机器的每一步，所有空都已填好。这里不会在你的机器上执行任何东西。";
    /// Heading.
    machines: "Machines", "机器";
    /// Heading.
    choices: "Choices", "选择";
    /// Button.
    add_machine: "Add a machine", "添加机器";
    /// Button, before a machine's name.
    remove_machine: "Remove", "移除";
    /// Field.
    machine_name: "Host name", "主机名";
    /// Field.
    machine_address: "IPv4 address", "IPv4 地址";
    /// Field.
    machine_role: "Role", "角色";
    /// Choice.
    role_control_plane: "control plane", "控制平面";
    /// Choice.
    role_worker: "worker", "工作节点";
    /// Field.
    machine_system: "System", "操作系统";
    /// Field.
    machine_arch: "Processor", "处理器";
    /// Field.
    choose_version: "Kubernetes version", "Kubernetes 版本";
    /// Field.
    choose_runtime: "Container runtime", "容器运行时";
    /// Field.
    choose_network: "Pod network", "Pod 网络";
    /// Field.
    choose_balancer: "Endpoint of several control-plane nodes", "多个控制平面节点的入口";
    /// Field.
    choose_mirror: "Packages and images from", "软件包与镜像来源";
    /// Field.
    site_name: "Name of the cluster", "集群名称";
    /// Under that field.
    site_name_note: "For the scripts; lower-case letters, digits and dashes.", "写在脚本里；只用小写字母、数字和连字符。";
    /// Field.
    endpoint: "Control-plane endpoint", "控制平面入口";
    /// Under that field.
    endpoint_note: "A name or address that reaches every control-plane node. Empty: the address of the first one, on which the cluster then depends for good.", "能到达所有控制平面节点的名字或地址。留空则用第一个节点的地址，集群此后一直依赖它。";
    /// Field.
    pod_cidr: "Addresses of pods", "Pod 网段";
    /// Field.
    service_cidr: "Addresses of Services", "Service 网段";
    /// Under those fields.
    cidr_note: "Used nowhere else in your network.", "不能与你网络中的其他网段重叠。";
    /// Link to where a statement can be looked up.
    source: "Source", "来源";
    /// Before a day.
    looked_up: "checked on", "核对于";
    /// Where nobody looked a statement up.
    not_looked_up: "not checked", "未核对";
    /// Above what is wrong with a site.
    to_mend: "Mend this first; the runbook follows by itself:", "请先修正以下问题，步骤随后自动出现：";
    /// Link.
    save_file: "Save as a file", "保存为文件";
    /// Button.
    load_file: "Load a file", "载入文件";
    /// Behind a machine's name, over what is for later.
    first_weeks: "the first weeks", "头几周";
    /// Heading.
    runbook: "Runbook", "操作步骤";
    /// Under that heading.
    runbook_intro: "Machine by machine, from top to bottom, as root. The script of a machine does the same: it skips what is done, stops at the first failure and says where.", "逐台机器、从上到下、以 root 执行。每台机器的脚本做同样的事：已完成的跳过，遇到第一个失败就停下并说明在哪一步。";
    /// Link, before a machine's name.
    script: "Script for", "脚本：";
    /// Box.
    step_is_done: "Done", "已完成";
    /// Above the command that answers whether a step is done.
    ask_whether_done: "Ask whether it is done and works", "核对是否完成并有效";
    /// Before the answer.
    it_answers: "When it is, the last line is", "若是，最后一行是";
    /// In the field of the palette.
    search_hint: "Search notes and cluster", "搜索笔记与集群";
    /// A search without a hit.
    nothing_found: "Nothing found.", "没有找到。";
    /// Kind of a hit.
    hit_page: "Page", "页面";
    /// Kind of a hit.
    hit_lesson: "Lesson", "课程";
    /// Kind of a hit.
    hit_section: "Section", "小节";
    /// Kind of a hit.
    hit_command: "Command", "命令";
    /// Kind of a hit.
    hit_term: "Term", "术语";
    /// Kind of a hit.
    hit_object: "Object", "对象";
    /// The heading of the page of reviews, and the button that leads there.
    review: "Review what is due", "复习";
    /// Under that heading.
    review_intro: "Questions and checks come back when you are about to forget them.", "题目和检查会在你快要忘记的时候再次出现。";
    /// A page of reviews without any.
    nothing_due: "Nothing is due. Come back tomorrow, or read on.", "现在没有要复习的内容。明天再来，或者继续学习。";
    /// Before a check's title.
    could_you: "Could you bring this about again, without looking it up?", "不查资料，你还能做到吗：";
    /// Answer to it.
    remembered: "Yes", "能";
    /// Answer to it.
    hardly: "With effort", "有些吃力";
    /// Answer to it.
    forgotten: "Not any more", "不能了";
    /// After `3 / 24`.
    lessons_done: "lessons done", "课已完成";
    /// After a number of minutes.
    minutes_left: "minutes left", "分钟可学完其余部分";
    /// The tab of the About page.
    about: "About", "关于";
    /// First link of each page.
    skip: "Skip to the text", "跳到正文";
    /// Label of the outline.
    course: "Course", "课程";
    /// Under the map's heading.
    course_intro: "Kubernetes, on the cluster in front of you: read, press Run, watch it happen.", "在你眼前的集群上学 Kubernetes：读一段，点运行，看它发生。";
    /// The map's heading.
    course_title: "Study Kubernetes", "学习 Kubernetes";
    /// The map's first button.
    continue_: "Continue where you left off: ", "从上次的地方继续：";
    /// The same for a new reader.
    start: "Start with the first lesson: ", "从第一课开始：";
    /// After a number.
    minutes: "min", "分钟";
    /// After `2 of 3`.
    steps_done: "steps done", "步已完成";
    /// A lesson that changes nothing.
    only_looks: "only looks", "只查看，不改动";
    /// Link.
    previous: "Previous", "上一课";
    /// Link.
    next: "Next", "下一课";
    /// Label of the links to the lessons before and after.
    onward: "Previous and next lesson", "上一课与下一课";
    /// Label of the table of contents.
    on_this_page: "On this page", "本页内容";
    /// Button of a panel.
    run: "Run", "运行";
    /// Button of a running panel.
    stop: "Stop", "停止";
    /// Button of an exec panel.
    open_shell: "Open shell", "打开终端";
    /// Button.
    copy: "Copy", "复制";
    /// After copying.
    copied: "Copied", "已复制";
    /// Button: shows what a change would do.
    dry_run: "Dry run", "试运行";
    /// Button of a manifest.
    apply: "Apply", "应用";
    /// Button of a manifest.
    diff: "Diff", "对比";
    /// Button of a manifest.
    reset_manifest: "Original text", "恢复原文";
    /// Button of a manifest.
    edit: "Edit", "编辑";
    /// After an edit.
    saved: "saved", "已保存";
    /// When an edit could not be kept.
    not_saved: "not saved yet: Wheelhouse cannot be reached", "尚未保存：连不上 Wheelhouse";
    /// Status of a panel.
    running: "running", "运行中";
    /// Before milliseconds.
    done_in: "done in", "用时";
    /// Before a number.
    failed: "exit code", "退出码";
    /// Status of a panel.
    stopped: "stopped", "已停止";
    /// Status of a panel.
    broken: "The connection to Wheelhouse broke before the command ended.", "与 Wheelhouse 的连接在命令结束前断开了。";
    /// After a number.
    api_calls: "API calls", "次 API 调用";
    /// After the number one.
    api_call: "API call", "次 API 调用";
    /// Label of a body.
    request: "Request", "请求";
    /// Label of a body.
    response: "Answer", "响应";
    /// Where there is none.
    no_body: "no body", "无内容";
    /// Above a dry run.
    would_change: "This would happen; nothing was changed:", "将会发生以下变化（尚未改动任何东西）：";
    /// A dry run without changes.
    would_change_nothing: "Nothing would change.", "不会有任何变化。";
    /// Verb of a change.
    created: "created", "创建";
    /// Verb of a change.
    changed: "changed", "修改";
    /// Verb of a change.
    deleted: "deleted", "删除";
    /// Verb of a change.
    unchanged: "unchanged", "不变";
    /// Question.
    ask_delete: "This deletes:", "这将删除：";
    /// Question.
    ask_beyond: "This reaches beyond what the lessons made. It would touch:", "这超出了课程自己创建的范围，将触及：";
    /// Question.
    ask_type: "Type the cluster's name to go on:", "输入集群名称以继续：";
    /// Button of a question.
    yes_do_it: "Yes, do it", "是的，执行";
    /// Button of a question.
    cancel: "Cancel", "取消";
    /// Before a hint.
    usual_cause: "Usual cause:", "常见原因：";
    /// Before a lesson's title.
    explained_in: "Explained in", "详见";
    /// Under a host command.
    host_note: "For the machine itself; copy it, nothing here runs it.", "在主机上执行：请复制，这里不会运行它。";
    /// Before a host command's output.
    prints: "It prints", "输出";
    /// Badge of a check.
    passed: "passed", "通过";
    /// Badge of a check.
    waiting: "waiting", "等待中";
    /// Under a check.
    watched: "Watched live: it passes by itself.", "实时检查：满足后自动通过。";
    /// Badge of a quiz.
    answered: "answered", "已答对";
    /// Before an explanation.
    right: "Right.", "正确。";
    /// Before an explanation.
    wrong: "Not quite.", "不完全对。";
    /// Heading of an aside.
    older_notes: "Older notes say otherwise.", "旧笔记的说法不同。";
    /// Heading of the lens.
    your_cluster: "Your cluster", "你的集群";
    /// Beside a heading.
    live: "live", "实时";
    /// The same while the cluster does not answer.
    as_of: "as of", "截至";
    /// Before the time since when a cluster does not answer.
    not_answering_since: "not answering since", "无响应，自";
    /// Heading of the feed.
    happened: "What happened", "刚刚发生";
    /// An empty feed.
    nothing_yet: "Nothing yet.", "暂无。";
    /// Before a command of the reader in the feed.
    you: "You", "你";
    /// Node state.
    ready: "Ready", "就绪";
    /// Node state.
    not_ready: "NotReady", "未就绪";
    /// Node state.
    cordoned: "cordoned", "已隔离";
    /// After a number.
    pods: "pods", "个 Pod";
    /// After the number one.
    pod: "pod", "个 Pod";
    /// Before a taint.
    taint: "taint", "污点";
    /// Pods without a node.
    no_node: "Waiting for a node", "等待分配节点";
    /// After a number of pods.
    more: "more", "个未显示";
    /// Above a lens.
    only_namespace: "Your rights reach one namespace only:", "你的权限只能看到一个命名空间：";
    /// Before the first picture.
    lens_waiting: "Asking the cluster…", "正在查询集群……";
    /// Banner.
    offline: "The connection to Wheelhouse is gone; what you see may be old. It comes back by itself.", "与 Wheelhouse 的连接已断开，所见内容可能已过时；恢复后会自动重连。";
    /// Above a set-up offer.
    setup_needed: "This lesson starts from something that is not there yet.", "这一课需要的前置状态还不存在。";
    /// Button.
    setup_do: "Set it up", "准备好它";
    /// Before the commands.
    setup_shows: "It runs:", "将运行：";
    /// Label of the switcher.
    cluster_choice: "Cluster that commands run on", "命令运行所在的集群";
    /// The practice cluster's name.
    practice: "practice", "练习";
    /// In the switcher.
    practice_note: "Practice cluster: break what you like.", "练习集群：随便折腾。";
    /// In the switcher, before a name.
    real_note: "A real cluster. Lessons work in the namespace", "真实集群。课程使用的命名空间是";
    /// Button: a fresh practice cluster.
    start_over: "Start over", "重新开始";
    /// Question.
    start_over_ask: "Set the practice cluster back to how it was first? Your progress stays.", "把练习集群恢复到最初的样子？学习进度会保留。";
    /// Label.
    namespace: "Namespace for the lessons", "课程使用的命名空间";
    /// Button.
    save: "Save", "保存";
    /// Button.
    remove_namespace: "Remove it from the cluster", "从集群中删除";
    /// Question, before the names of cluster and namespace.
    remove_namespace_ask: "Remove the lessons' namespace and everything in it? Your progress stays.", "删除课程使用的命名空间及其中的一切？学习进度会保留。";
    /// After it.
    remove_namespace_done: "It is removed. The next command that changes something makes it again.", "已删除。下一条会修改集群的命令会重新创建它。";
    /// Label.
    theme: "Theme", "主题";
    /// Choice.
    theme_system: "as the system", "跟随系统";
    /// Choice.
    theme_light: "light", "浅色";
    /// Choice.
    theme_dark: "dark", "深色";
    /// Link to the other language.
    language: "中文", "English";
    /// Tab of the dock.
    prompt: "Prompt", "命令行";
    /// Label of the prompt.
    prompt_label: "Any kubectl command", "任意 kubectl 命令";
    /// In the empty prompt.
    prompt_hint: "Type any kubectl command; ↑ and ↓ bring earlier ones back.", "输入任意 kubectl 命令；用 ↑ ↓ 找回之前的命令。";
    /// Label of the dock.
    dock: "Dock", "操作台";
    /// Button.
    close: "Close", "关闭";
    /// In a shell.
    shell_ended: "The shell ended.", "终端已结束。";
    /// Under a shell: how to leave it without a mouse.
    leave_shell: "F6 leaves the terminal", "按 F6 离开终端";
    /// In a shell.
    shell_broke: "The connection to the shell broke.", "与终端的连接断开了。";
    /// Page.
    not_found: "There is no such page.", "没有这个页面。";
    /// Link.
    to_course: "To the course", "前往课程";
    /// Without scripts.
    no_js: "Reading needs nothing. Running commands needs JavaScript and WebAssembly.", "阅读无需任何条件；运行命令需要 JavaScript 和 WebAssembly。";
    /// Page.
    about_title: "About Wheelhouse", "关于 Wheelhouse";
    /// Page.
    about_text: "Wheelhouse is where people study Kubernetes on the cluster in front of them. The program and the lessons are under the Apache License 2.0. Lessons are newly written; facts come from the Kubernetes documentation and source.", "Wheelhouse 让人们在眼前的集群上学习 Kubernetes。程序与课程均采用 Apache License 2.0。课程为全新撰写，事实取自 Kubernetes 文档与源码。";
    /// Heading.
    about_licences: "Software and fonts in it", "包含的软件与字体";
    /// Page.
    about_trademark: "Kubernetes is a registered trademark of The Linux Foundation. Wheelhouse is not affiliated with it.", "Kubernetes 是 Linux 基金会的注册商标。Wheelhouse 与其没有隶属关系。";
    /// Button on small screens.
    menu: "Menu", "菜单";
    /// Between names.
    and_: "and", "和";
}

/// The texts of a language.
pub fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::En => &EN,
        Lang::Zh => &ZH,
    }
}
