//! What usually causes an error message, and the lesson that explains it.

use api::lesson::Lang;
use api::run::Hint;

use crate::Portal;

/// A cause: what the message contains, the words in both languages, the lesson that explains it.
struct Cause {
    says: &'static str,
    en: &'static str,
    zh: &'static str,
    lesson: Option<&'static str>,
}

/// The first that fits wins: the particular before the general.
const CAUSES: &[Cause] = &[
    Cause {
        says: "(AlreadyExists)",
        en: "An object of this name is there already: look at it, delete it, or choose another name.",
        zh: "同名对象已经存在：先查看或删除它，或者换一个名字。",
        lesson: Some("clean-up"),
    },
    Cause {
        says: "deployments.apps \"",
        en: "The deployment is not there: it has another name, lives in another namespace, or was deleted.",
        zh: "找不到这个 Deployment：名字不同、在别的命名空间，或已被删除。",
        lesson: Some("create-a-deployment"),
    },
    Cause {
        says: "pods \"",
        en: "A pod of a deployment gets a new name each time it is made: list the pods and take a name from there.",
        zh: "Deployment 的 Pod 每次重建都会换名字：先列出 Pod，再从中取名字。",
        lesson: Some("pods"),
    },
    Cause {
        says: "(NotFound)",
        en: "The name, the kind or the namespace is not the one that you mean.",
        zh: "名字、资源类型或命名空间与你想的不一样。",
        lesson: Some("look-around"),
    },
    Cause {
        says: "(Forbidden)",
        en: "The rights of this kubeconfig's user do not reach that far. `kubectl auth can-i --list` shows how far they do.",
        zh: "这个 kubeconfig 用户的权限不够。用 `kubectl auth can-i --list` 查看有哪些权限。",
        lesson: None,
    },
    Cause {
        says: "the server doesn't have a resource type",
        en: "The cluster serves no such kind. `kubectl api-resources` lists what it has.",
        zh: "集群里没有这种资源。用 `kubectl api-resources` 查看有哪些。",
        lesson: Some("kubectl-essentials"),
    },
    Cause {
        says: "a container name must be specified",
        en: "The pod has several containers: choose one with -c.",
        zh: "这个 Pod 有多个容器：用 -c 指定一个。",
        lesson: Some("kubectl-essentials"),
    },
    Cause {
        says: "ContainerCreating",
        en: "The container has not started yet. Try again in a moment.",
        zh: "容器还没有启动，稍等片刻再试。",
        lesson: Some("pods"),
    },
    Cause {
        says: "resource(s) were provided, but no name was specified",
        en: "Deleting needs to know what: a name, a label with -l, or --all.",
        zh: "删除时要说明删什么：名字、用 -l 指定标签，或 --all。",
        lesson: Some("clean-up"),
    },
    Cause {
        says: "was refused - did you specify the right host or port?",
        en: "Nothing answers at the cluster's address: it is switched off, or the kubeconfig is an old one.",
        zh: "集群地址没有响应：集群没开，或者 kubeconfig 已过时。",
        lesson: Some("cluster-and-nodes"),
    },
    Cause {
        says: "unknown flag",
        en: "kubectl has no such flag in this command; older notes may still name it.",
        zh: "这个命令没有这样的参数；旧笔记里可能还写着它。",
        lesson: Some("kubectl-essentials"),
    },
    Cause {
        says: "error validating data",
        en: "A field of the manifest is misspelt or stands at the wrong depth. `kubectl explain` shows where it belongs.",
        zh: "清单里有字段拼错或缩进层级不对。用 `kubectl explain` 查看它该放在哪里。",
        lesson: Some("write-a-manifest"),
    },
];

/// The usual cause of what kubectl complained about, if it is a known one.
pub(crate) fn usual_cause(portal: &Portal, complaint: &str, lang: Lang) -> Option<Hint> {
    let cause = CAUSES.iter().find(|cause| complaint.contains(cause.says))?;
    let text = match lang {
        Lang::En => cause.en,
        Lang::Zh => cause.zh,
    };
    let lesson = cause.lesson.and_then(|id| {
        let found = portal.find(lang, id).ok()?;
        Some((id.to_owned(), found.title.clone()))
    });
    Some(Hint { text: text.to_owned(), lesson })
}
