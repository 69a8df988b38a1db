import numpy as np
import pytest

from jindan.ct.segmenting.body import body_box
from jindan.ct.volume import Volume


def test_box_holds_the_body_but_not_the_table():
    voxels = np.full((80, 80, 40), -1000, np.int16)
    voxels[20:60, 20:50, :] = 40
    voxels[5:75, 15:17, :] = 100
    box = body_box(Volume(voxels=voxels, affine=np.diag([4.0, 4, 4, 1])))
    assert box.low == pytest.approx((78, 78, -2))
    assert box.high == pytest.approx((238, 198, 158))
