"""Identities, with the ops client."""

import ops

from support import ConformanceTest

#: Of the password `secret`, by `openssl passwd -6 -salt abc`.
_hash = "$6$abc$IdWKNKTJEb8LxY7CGg8YBXlvtfZzFw7Mp/r6niK9YB2mdvgY..TKjv1T..8RadRt2qvUHYRLr/TsVArtr91iR1"


class IdentitiesTest(ConformanceTest):
    def test_identity_is_added_changed_and_removed(self):
        local = ops.pebble.Identity(access=ops.pebble.IdentityAccess.READ, local=ops.pebble.LocalIdentity(user_id=4242))
        self.client.replace_identities({self.name: local})
        self.assertEqual(self.client.get_identities()[self.name], local)
        changed = ops.pebble.Identity(
            access=ops.pebble.IdentityAccess.ADMIN, local=ops.pebble.LocalIdentity(user_id=4243)
        )
        self.client.replace_identities({self.name: changed})
        self.assertEqual(self.client.get_identities()[self.name], changed)
        self.client.remove_identities({self.name})
        self.assertNotIn(self.name, self.client.get_identities())

    def test_password_is_not_shown(self):
        basic = ops.pebble.BasicIdentity(password=_hash)
        self.client.replace_identities(
            {self.name: ops.pebble.Identity(access=ops.pebble.IdentityAccess.METRICS, basic=basic)}
        )
        self.addCleanup(self.client.remove_identities, {self.name})
        found = self.client.get_identities()[self.name]
        self.assertEqual(found.access, ops.pebble.IdentityAccess.METRICS)
        self.assertEqual(found.basic, ops.pebble.BasicIdentity(password="*****"))

    def test_identity_that_is_none_is_removed_whether_it_is_there_or_not(self):
        self.client.replace_identities({self.name: None})
        self.assertNotIn(self.name, self.client.get_identities())

    def test_identity_that_does_not_exist_cannot_be_removed(self):
        with self.assertRaises(ops.pebble.APIError) as caught:
            self.client.remove_identities({self.name})
        self.assertEqual(caught.exception.code, 400)
        self.assertEqual(caught.exception.message, f"identities do not exist: {self.name}")
