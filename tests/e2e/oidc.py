"""The login at an OpenID provider that isn't ours: npm's oauth2-mock-server, on this machine.

The test executable of web/auth is named by the environment variable WEB_AUTH_TEST; it plays site
and browser.
"""

import os
import pathlib
import subprocess
import sys
import time
import unittest

PROVIDER = pathlib.Path(__file__).with_name("oidc_provider.mjs")
TESTS = 3


class Oidc(unittest.TestCase):
    def setUp(self):
        self.provider = subprocess.Popen(
            ["node", str(PROVIDER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.addCleanup(self.stop)
        self.issuer = self.provider.stdout.readline().strip()
        self.assertTrue(self.issuer.startswith("http://"), "the provider gave no address")

    def stop(self):
        self.provider.stdin.close()
        try:
            self.provider.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self.provider.kill()
            self.provider.wait()
        self.provider.stdout.close()

    def test_a_login_goes_all_the_way(self):
        ran = subprocess.run(
            [os.environ["WEB_AUTH_TEST"], "--gtest_filter=AtAProvider.*"],
            env={**os.environ, "INSYN_OIDC_ISSUER": self.issuer, "INSYN_OIDC_NOW": str(int(time.time()))},
            capture_output=True, text=True, timeout=60, check=False)
        self.assertEqual(ran.returncode, 0, ran.stdout + ran.stderr)
        self.assertIn("[  PASSED  ] %d tests" % TESTS, ran.stdout)


if __name__ == "__main__":
    if not os.access(os.environ.get("WEB_AUTH_TEST", ""), os.X_OK):
        sys.exit("WEB_AUTH_TEST must name the test executable of web/auth")
    unittest.main()
