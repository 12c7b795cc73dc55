"""Commands, with the ops client and its websockets."""

import io
import os
import time

import ops

from support import ConformanceTest


class ExecTest(ConformanceTest):
    def test_output_and_error_output_come_apart(self):
        process = self.client.exec(["sh", "-c", "echo out; echo err >&2"])
        self.assertEqual(process.wait_output(), ("out\n", "err\n"))

    def test_error_output_can_come_with_the_output(self):
        process = self.client.exec(["sh", "-c", "echo out; echo err >&2"], combine_stderr=True)
        output, error = process.wait_output()
        self.assertEqual(sorted(output.split()), ["err", "out"])
        self.assertIsNone(error)

    def test_input_is_given_as_text_bytes_or_a_stream(self):
        self.assertEqual(self.client.exec(["cat"], stdin="héllo").wait_output()[0], "héllo")
        self.assertEqual(self.client.exec(["cat"], stdin=b"\x00\xff", encoding=None).wait_output()[0], b"\x00\xff")
        self.assertEqual(self.client.exec(["cat"], stdin=io.StringIO("stream")).wait_output()[0], "stream")

    def test_input_can_be_written_while_it_runs(self):
        process = self.client.exec(["cat"])
        process.stdin.write("one\n")
        process.stdin.flush()
        self.assertEqual(process.stdout.readline(), "one\n")
        process.stdin.write("two\n")
        process.stdin.close()
        self.assertEqual(process.stdout.read(), "two\n")
        process.wait()

    def test_megabytes_pass_through_unchanged(self):
        content = os.urandom(2 * 1024 * 1024)
        output, _ = self.client.exec(["cat"], stdin=io.BytesIO(content), encoding=None).wait_output()
        self.assertEqual(output, content)

    def test_output_can_go_to_a_file(self):
        with (self.folder / "out").open("wb") as out:
            self.client.exec(["echo", "to a file"], stdout=out, encoding=None).wait()
        self.assertEqual((self.folder / "out").read_text(), "to a file\n")

    def test_exit_code_is_an_exec_error_with_the_output(self):
        with self.assertRaises(ops.pebble.ExecError) as caught:
            self.client.exec(["sh", "-c", "echo out; echo err >&2; exit 7"]).wait_output()
        self.assertEqual(caught.exception.exit_code, 7)
        self.assertEqual(caught.exception.stdout, "out\n")
        self.assertEqual(caught.exception.stderr, "err\n")

    def test_death_by_a_signal_is_its_number_and_128(self):
        with self.assertRaises(ops.pebble.ExecError) as caught:
            self.client.exec(["sh", "-c", "kill -KILL $$"]).wait()
        self.assertEqual(caught.exception.exit_code, 137)

    def test_timeout_is_a_change_error_and_ends_the_command(self):
        started = time.monotonic()
        with self.assertRaises(ops.pebble.ChangeError) as caught:
            self.client.exec(["sleep", "1000"], timeout=0.2).wait()
        self.assertIn("timed out", caught.exception.err)
        self.assertLess(time.monotonic() - started, 10)

    def test_environment_and_directory_are_as_asked(self):
        process = self.client.exec(
            ["sh", "-c", "echo $A:$B; pwd"],
            environment={"A": "a b", "B": "$A"},
            working_dir=str(self.folder),
        )
        self.assertEqual(process.wait_output()[0], f"a b:$A\n{self.folder}\n")

    def test_user_and_group_are_as_asked(self):
        if os.getuid() != 0:
            self.skipTest("only root can become another user")
        process = self.client.exec(["sh", "-c", "id -u; id -g; echo $HOME"], user_id=12345, group_id=54321, environment={"HOME": "/"}, working_dir="/")
        self.assertEqual(process.wait_output()[0], "12345\n54321\n/\n")

    def test_signal_reaches_the_command(self):
        process = self.client.exec(["sh", "-c", "trap 'echo got it; exit 0' USR1; echo ready; while true; do sleep 0.02; done"])
        self.assertEqual(process.stdout.readline(), "ready\n")
        process.send_signal("SIGUSR1")
        self.assertEqual(process.stdout.readline(), "got it\n")
        process.wait()

    def test_signal_by_number_ends_the_command(self):
        process = self.client.exec(["sh", "-c", "echo ready; exec sleep 1000"])
        self.assertEqual(process.stdout.readline(), "ready\n")
        process.send_signal(15)
        with self.assertRaises(ops.pebble.ExecError) as caught:
            process.wait()
        self.assertEqual(caught.exception.exit_code, 143)

    def test_command_that_does_not_exist_is_an_api_error(self):
        with self.assertRaises(ops.pebble.APIError) as caught:
            self.client.exec(["no-such-program"])
        self.assertEqual(caught.exception.code, 400)
        self.assertEqual(caught.exception.message, 'cannot find executable "no-such-program"')

    def test_directory_that_does_not_exist_is_an_api_error(self):
        with self.assertRaises(ops.pebble.APIError) as caught:
            self.client.exec(["true"], working_dir="/no/such")
        self.assertIn("/no/such", caught.exception.message)

    def test_context_of_a_service_gives_environment_and_directory(self):
        self.add_service("sleep 1000", environment={"A": "service"}, **{"working-dir": str(self.folder)})
        process = self.client.exec(["sh", "-c", "echo $A; pwd"], service_context=self.name)
        self.assertEqual(process.wait_output()[0], f"service\n{self.folder}\n")

    def test_many_commands_at_the_same_time_keep_their_outputs(self):
        processes = [self.client.exec(["sh", "-c", f"sleep 0.1; echo {at}"]) for at in range(12)]
        self.assertEqual([process.wait_output()[0] for process in processes], [f"{at}\n" for at in range(12)])
