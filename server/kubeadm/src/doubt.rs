//! Why a line deserves a second thought, in both languages.
//!
//! Layer: pure.

/// Why a line is refused unless the reader insists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// A token that never expires.
    NeverExpires,
}

impl Doubt {
    /// The reason, in English.
    pub fn english(self) -> &'static str {
        match self {
            Doubt::NeverExpires => {
                "--ttl 0 makes a token that never expires: a standing way into the cluster. Whoever finds it in a note, a script or a shell's history, today or in a year, can join a machine of their own and read what that machine may read. Give it a lifetime (--ttl 24h) and make a new one when you need it"
            }
        }
    }

    /// The reason, in Chinese.
    pub fn chinese(self) -> &'static str {
        match self {
            Doubt::NeverExpires => {
                "--ttl 0 会创建永不过期的令牌，等于给集群留了一扇一直开着的门：无论今天还是一年以后，谁在笔记、脚本或 shell 历史里找到它，谁就能把自己的机器加入集群，并读取那台机器有权读取的内容。请给它一个有效期（--ttl 24h），需要时再建新的"
            }
        }
    }
}
