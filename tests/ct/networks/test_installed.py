import pytest

from jindan.assets import MODELS, manifest
from jindan.ct import networks
from jindan.ct.errors import BadNetworkManifest, UnknownNetwork, WeightsDamaged, WeightsMissing
from jindan.ct.networks import onnx, openvino
from jindan.ct.networks.manifest import read_manifest
from phantoms_segmentation import install


def test_installed_network_is_available_by_its_name(tmp_path):
    assert "thresholds" in networks.available(install(tmp_path))
    assert networks.open("thresholds", assets=tmp_path).manifest.name == "thresholds"


def test_changed_weights_are_refused(tmp_path):
    path = install(tmp_path) / "thresholds" / "thresholds.onnx"
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    with pytest.raises(WeightsDamaged):
        networks.open("thresholds", assets=tmp_path)


def test_unknown_and_absent_networks_are_told_apart(tmp_path):
    with pytest.raises(UnknownNetwork):
        networks.open("nonsense", assets=tmp_path)
    with pytest.raises(WeightsMissing):
        networks.open("obelisk-unet", assets=tmp_path)
    assert "obelisk-unet" not in networks.available(tmp_path)


def test_folder_cannot_take_the_name_of_the_projects_own_network(tmp_path):
    install(tmp_path, name="obelisk-unet")
    with pytest.raises(WeightsMissing):
        networks.open("obelisk-unet", assets=tmp_path)


def test_network_of_a_folder_is_never_the_default(tmp_path):
    install(tmp_path)
    try:
        assert networks.default(tmp_path) != "thresholds"
    except WeightsMissing:
        assert networks.available(tmp_path) == ("thresholds",)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('axes = "LAI"', 'axes = "LAR"'),
        ("value = 2", "value = 7"),
        ('file = "thresholds.onnx"', 'file = "../thresholds.onnx"'),
        ('name = "thresholds"', 'name = "another"'),
        ("dice = 0.9", "dice = 90"),
        ("[input]", "[input"),
    ],
)
def test_bad_manifest_is_refused_and_hides_nothing_else(tmp_path, old, new):
    install(tmp_path, name="sound")
    path = install(tmp_path) / "thresholds" / "network.toml"
    path.write_text(path.read_text().replace(old, new, 1))
    with pytest.raises(BadNetworkManifest):
        networks.open("thresholds", assets=tmp_path)
    assert "sound" in networks.available(tmp_path)


def test_published_weights_are_those_of_the_asset_list():
    network = read_manifest(MODELS / "obelisk-unet.toml")
    listed = {asset.name: asset.sha256 for asset in manifest()["obelisk-unet"].files}
    assert {weights.file: weights.sha256 for weights in network.weights} == listed


@pytest.mark.parametrize("runtime", [onnx, openvino])
def test_runtimes_are_installed_and_named(runtime):
    assert runtime.is_available() and runtime.DEPENDENCIES
