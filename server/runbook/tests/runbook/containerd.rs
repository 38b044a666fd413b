//! What a script makes of `containerd config default`, whose settings moved between versions.

use api::frame::Lang;

use crate::catalog;
use crate::machine::Host;

/// A setting of a TOML file by its table and key, without quotation marks: as much of TOML as these files use.
fn setting(config: &str, table: &str, key: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in config.lines().map(str::trim) {
        if line.starts_with('[') {
            inside = line.replace('\'', "\"") == format!("[{table}]");
        } else if let Some((name, value)) = line.split_once(" = ")
            && inside
            && name == key
        {
            found.push(value.trim_matches(['"', '\'']).to_owned());
        }
    }
    found
}

/// Where the sandbox's image and runc's options are: containerd 1.x, and 2.x with its plug-ins apart.
const OLD: (&str, &str, &str) = (
    r#"plugins."io.containerd.grpc.v1.cri""#,
    "sandbox_image",
    r#"plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options"#,
);
const NEW: (&str, &str, &str) = (
    r#"plugins."io.containerd.cri.v1.images".pinned_images"#,
    "sandbox",
    r#"plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runc.options"#,
);

#[test]
fn every_containerd_gets_the_systemd_driver_and_the_pause_image() {
    let catalog = catalog();
    let mut site = catalog.example();
    "aliyun".clone_into(&mut site.mirror);
    let script = catalog.script(&site, "control-plane-1", Lang::En).unwrap();
    for (version, (images, sandbox, runc)) in
        [("1.6", OLD), ("1.7", OLD), ("2.1", NEW), ("2.2", NEW), ("2.4", NEW)]
    {
        let host = Host::with_containerd(version);
        let output = host.run(&script, "");
        assert!(output.status.success(), "{version}: {}", String::from_utf8_lossy(&output.stderr));
        let config = host.read("etc/containerd/config.toml");
        let pause = "registry.aliyuncs.com/google_containers/pause:3.10.2";
        assert_eq!(setting(&config, images, sandbox), [pause], "{version}");
        assert_eq!(setting(&config, runc, "SystemdCgroup"), ["true"], "{version}");
        assert_eq!(config.matches("SystemdCgroup").count(), 1, "{version}: only runc has that option");
        assert_eq!(config.matches(pause).count(), 1, "{version}");
    }
}
