"""Files, with the ops client."""

import io
import os

import ops

from support import ConformanceTest


class FilesTest(ConformanceTest):
    def path(self, name: str) -> str:
        return str(self.folder / name)

    def path_error(self, kind: str, call, *args, **kwargs) -> ops.pebble.PathError:
        with self.assertRaises(ops.pebble.PathError) as caught:
            call(*args, **kwargs)
        self.assertEqual(caught.exception.kind, kind)
        return caught.exception

    def test_text_bytes_and_streams_are_pushed_and_pulled_unchanged(self):
        for name, source in (("text", "héllo\n"), ("bytes", b"\x00\xff\r\n--"), ("stream", io.BytesIO(b"from a stream"))):
            self.client.push(self.path(name), source)
        self.assertEqual(self.client.pull(self.path("text")).read(), "héllo\n")
        self.assertEqual(self.client.pull(self.path("bytes"), encoding=None).read(), b"\x00\xff\r\n--")
        self.assertEqual(self.client.pull(self.path("stream")).read(), "from a stream")

    def test_four_mebibytes_and_nothing_are_pushed_and_pulled_unchanged(self):
        content = os.urandom(4 * 1024 * 1024)
        self.client.push(self.path("big"), content)
        self.assertEqual(self.client.pull(self.path("big"), encoding=None).read(), content)
        self.client.push(self.path("empty"), b"")
        self.assertEqual(self.client.pull(self.path("empty"), encoding=None).read(), b"")

    def test_content_that_looks_like_a_boundary_is_pushed_unchanged(self):
        content = b"\r\n--x\r\nContent-Type: text/plain\r\n\r\n--\r\n" * 1000
        self.client.push(self.path("odd"), content)
        self.assertEqual((self.folder / "odd").read_bytes(), content)

    def test_push_replaces_and_sets_permissions(self):
        self.client.push(self.path("a"), "long long", permissions=0o640)
        self.assertEqual((self.folder / "a").stat().st_mode & 0o777, 0o640)
        self.client.push(self.path("a"), "short")
        self.assertEqual((self.folder / "a").read_text(), "short")
        self.assertEqual((self.folder / "a").stat().st_mode & 0o777, 0o644)

    def test_push_without_the_directory_needs_make_dirs(self):
        error = self.path_error("not-found", self.client.push, self.path("x/y/a"), "text")
        self.assertIn("no such file or directory", error.message)
        self.client.push(self.path("x/y/a"), "text", make_dirs=True)
        self.assertEqual((self.folder / "x/y/a").read_text(), "text")

    def test_push_leaves_no_temporary_files(self):
        self.client.push(self.path("a"), "text")
        self.assertEqual([entry.name for entry in self.folder.iterdir()], ["a"])

    def test_push_to_a_relative_path_is_a_path_error(self):
        error = self.path_error("generic-file-error", self.client.push, "relative", "text")
        self.assertEqual(error.message, 'paths must be absolute, got "relative"')

    def test_pull_of_a_missing_file_is_a_path_error(self):
        error = self.path_error("not-found", self.client.pull, self.path("none"))
        self.assertEqual(error.message, f"stat {self.path('none')}: no such file or directory")

    def test_pull_of_a_directory_is_a_path_error(self):
        error = self.path_error("generic-file-error", self.client.pull, str(self.folder))
        self.assertEqual(error.message, f'can only read a regular file: "{self.folder}"')

    def test_list_tells_all_of_each_file_in_order(self):
        (self.folder / "b").write_text("12345")
        (self.folder / "a").mkdir(mode=0o755)
        (self.folder / "c").symlink_to("b")
        infos = self.client.list_files(str(self.folder))
        self.assertEqual([info.name for info in infos], ["a", "b", "c"])
        kinds = [ops.pebble.FileType.DIRECTORY, ops.pebble.FileType.FILE, ops.pebble.FileType.SYMLINK]
        self.assertEqual([info.type for info in infos], kinds)
        self.assertEqual(infos[1].size, 5)
        self.assertEqual(infos[1].permissions, (self.folder / "b").stat().st_mode & 0o777)
        self.assertEqual(infos[1].user_id, os.getuid())
        self.assertEqual(infos[1].path, self.path("b"))
        self.assertEqual(infos[1].last_modified.timestamp(), int((self.folder / "b").stat().st_mtime))
        self.assertIsNone(infos[0].size)

    def test_list_takes_a_pattern_or_the_directory_itself(self):
        for name in ("a.txt", "b.txt", "c.log"):
            (self.folder / name).touch()
        found = self.client.list_files(str(self.folder), pattern="*.txt")
        self.assertEqual([info.name for info in found], ["a.txt", "b.txt"])
        (itself,) = self.client.list_files(str(self.folder), itself=True)
        self.assertEqual(itself.type, ops.pebble.FileType.DIRECTORY)
        self.assertEqual(itself.path, str(self.folder))

    def test_list_of_a_missing_directory_is_an_api_error(self):
        with self.assertRaises(ops.pebble.APIError) as caught:
            self.client.list_files(self.path("none"))
        self.assertEqual(caught.exception.code, 404)
        self.assertEqual(caught.exception.message, f"stat {self.path('none')}: no such file or directory")

    def test_directories_are_made_with_parents_and_permissions(self):
        self.client.make_dir(self.path("a"), permissions=0o700)
        self.assertEqual((self.folder / "a").stat().st_mode & 0o777, 0o700)
        self.client.make_dir(self.path("x/y"), make_parents=True)
        self.client.make_dir(self.path("x/y"), make_parents=True)
        self.assertTrue((self.folder / "x/y").is_dir())

    def test_directory_that_exists_or_has_no_parent_is_a_path_error(self):
        error = self.path_error("generic-file-error", self.client.make_dir, str(self.folder))
        self.assertEqual(error.message, f"mkdir {self.folder}: file exists")
        self.path_error("not-found", self.client.make_dir, self.path("x/y"))

    def test_files_and_empty_directories_are_removed(self):
        (self.folder / "a").touch()
        (self.folder / "d").mkdir()
        self.client.remove_path(self.path("a"))
        self.client.remove_path(self.path("d"))
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_directory_with_content_is_only_removed_recursively(self):
        (self.folder / "d/e").mkdir(parents=True)
        error = self.path_error("generic-file-error", self.client.remove_path, self.path("d"))
        self.assertEqual(error.message, f"remove {self.path('d')}: directory not empty")
        self.client.remove_path(self.path("d"), recursive=True)
        self.assertFalse((self.folder / "d").exists())

    def test_remove_of_a_missing_file_is_a_path_error_but_not_recursively(self):
        error = self.path_error("not-found", self.client.remove_path, self.path("none"))
        self.assertEqual(error.message, f"remove {self.path('none')}: no such file or directory")
        self.client.remove_path(self.path("none"), recursive=True)
