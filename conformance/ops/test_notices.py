"""Notices, with the ops client."""

import datetime
import threading

import ops

from support import ConformanceTest


class NoticesTest(ConformanceTest):
    def notify(self, path: str = "a", **options) -> str:
        self.key = f"example.com/{self.name}-{path}"
        return self.client.notify(ops.pebble.NoticeType.CUSTOM, self.key, **options)

    def test_notice_is_recorded_with_its_data(self):
        notice = self.client.get_notice(self.notify(data={"x": "1", "y": "two words"}))
        self.assertEqual(notice.type, ops.pebble.NoticeType.CUSTOM)
        self.assertEqual(notice.key, self.key)
        self.assertEqual(notice.last_data, {"x": "1", "y": "two words"})
        self.assertEqual(notice.occurrences, 1)
        self.assertEqual(notice.expire_after, datetime.timedelta(days=7))
        self.assertIsNone(notice.repeat_after)
        self.assertIsInstance(notice.user_id, int)

    def test_same_key_is_the_same_notice_with_the_latest_data(self):
        first = self.notify(data={"x": "1"})
        before = self.client.get_notice(first)
        self.assertEqual(self.notify(data={"y": "2"}), first)
        after = self.client.get_notice(first)
        self.assertEqual((after.occurrences, after.last_data), (2, {"y": "2"}))
        self.assertEqual(after.first_occurred, before.first_occurred)
        self.assertGreater(after.last_occurred, before.last_occurred)
        self.assertGreater(after.last_repeated, before.last_repeated)

    def test_repeat_after_holds_the_repetition_back(self):
        first = self.notify(repeat_after=datetime.timedelta(hours=1))
        before = self.client.get_notice(first)
        self.notify(repeat_after=datetime.timedelta(hours=1))
        after = self.client.get_notice(first)
        self.assertEqual(after.last_repeated, before.last_repeated)
        self.assertGreater(after.last_occurred, before.last_occurred)
        self.assertEqual(after.repeat_after, datetime.timedelta(hours=1))

    def test_notices_are_filtered_by_type_and_key(self):
        notice = self.notify("a")
        key = self.key
        self.notify("b")
        self.assertEqual([found.id for found in self.client.get_notices(keys=[key])], [notice])
        custom = self.client.get_notices(types=[ops.pebble.NoticeType.CUSTOM])
        self.assertTrue({found.type for found in custom} == {ops.pebble.NoticeType.CUSTOM})
        self.assertEqual(self.client.get_notices(types=["none"], keys=[key]), [])

    def test_notices_come_in_the_order_of_their_last_repetition(self):
        first, second = self.notify("a"), self.notify("b")
        keys = [f"example.com/{self.name}-{path}" for path in "ab"]
        self.assertEqual([found.id for found in self.client.get_notices(keys=keys)], [first, second])
        self.notify("a")
        self.assertEqual([found.id for found in self.client.get_notices(keys=keys)], [second, first])

    def test_changes_are_told_as_notices(self):
        change = self.client.replan_services()
        found = self.client.get_notices(types=[ops.pebble.NoticeType.CHANGE_UPDATE], keys=[change])
        self.assertEqual([notice.last_data for notice in found], [{"kind": "replan"}])
        self.assertEqual([notice.user_id for notice in found], [None])

    def test_all_users_notices_are_seen_by_root(self):
        notice = self.notify()
        found = self.client.get_notices(users=ops.pebble.NoticesUsers.ALL, keys=[self.key])
        self.assertEqual([each.id for each in found], [notice])

    def test_notice_that_does_not_exist_is_an_api_error(self):
        with self.assertRaises(ops.pebble.APIError) as caught:
            self.client.get_notice("123456")
        self.assertEqual(caught.exception.code, 404)
        self.assertEqual(caught.exception.message, 'cannot find notice with ID "123456"')

    def test_key_that_cannot_be_is_an_api_error(self):
        with self.assertRaises(ops.pebble.APIError) as caught:
            self.client.notify(ops.pebble.NoticeType.CUSTOM, "bad")
        self.assertEqual(caught.exception.message, 'invalid key "bad" (must be in "example.com/path" format)')

    def test_waiting_ends_with_the_notice(self):
        key = f"example.com/{self.name}-late"
        found: list[ops.pebble.Notice] = []

        def wait() -> None:
            response = waiter._request("GET", "/v1/notices", {"keys": key, "timeout": "10s"})
            found.extend(ops.pebble.Notice.from_dict(notice) for notice in response["result"])

        waiter = ops.pebble.Client(self.client.socket_path, timeout=20)
        thread = threading.Thread(target=wait)
        thread.start()
        notice = self.notify("late")
        thread.join(10)
        self.assertEqual([each.id for each in found], [notice])
