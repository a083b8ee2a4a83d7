"""The vectors of a model in one file: compared exactly, swapped whole, and nothing where there is none."""

import numpy as np

from retrieval.ranking.matrix import VectorFile


def _vectors(**rows):
    return {name * 64: np.asarray(row, np.float32) for name, row in rows.items()}


def test_the_nearest_come_first_with_their_cosines(tmp_path):
    file = VectorFile(tmp_path, "model-a")
    file.save(_vectors(a=[3, 0], b=[0, 5], c=[1, 1]))

    found = file.nearest(np.asarray([2, 0], np.float32), 2)

    assert list(found) == ["a" * 64, "c" * 64]
    assert np.allclose(list(found.values()), [1.0, np.sqrt(0.5)])
    assert file.dimensions() == 2


def test_another_reader_sees_what_was_put_in_its_place_and_other_models_go_away(tmp_path):
    first, second, reader = (
        VectorFile(tmp_path, "model-a"),
        VectorFile(tmp_path, "model-b"),
        VectorFile(tmp_path, "model-b"),
    )
    first.save(_vectors(a=[1, 0]))
    second.save(_vectors(a=[1, 0]))
    before = reader.dimensions()

    second.save(_vectors(a=[1, 0, 0]))

    assert (before, reader.dimensions(), first.dimensions()) == (2, 3, None)


def test_a_missing_or_damaged_file_says_nothing(tmp_path):
    missing, damaged = VectorFile(tmp_path, "model-a"), VectorFile(tmp_path, "model-b")
    (tmp_path / "model-b.vectors.npy").write_bytes(b"half")

    assert missing.nearest(np.ones(2, np.float32), 3) == damaged.nearest(np.ones(2, np.float32), 3) == {}
