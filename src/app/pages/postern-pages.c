/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app/pages/postern-pages.h"

#include "app/pages/postern-account-page.h"
#include "app/pages/postern-advice-page.h"
#include "app/pages/postern-done-page.h"
#include "app/pages/postern-password-page.h"
#include "app/pages/postern-settings-page.h"
#include "app/pages/postern-steps-page.h"
#include "app/pages/postern-target-page.h"
#include "app/pages/postern-test-page.h"

const struct PosternPageEntry postern_pages[POSTERN_N_PAGES] = {
  { "target", postern_target_page_get_type },
  { "account", postern_account_page_get_type },
  { "advice", postern_advice_page_get_type },
  { "steps", postern_steps_page_get_type },
  { "password", postern_password_page_get_type },
  { "settings", postern_settings_page_get_type },
  { "test", postern_test_page_get_type },
  { "done", postern_done_page_get_type },
};
