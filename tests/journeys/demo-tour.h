/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "journeys/wizard-walk.h"

G_BEGIN_DECLS

/** Called where a picture of @page is worth taking. */
typedef void (*DemoTourFunc) (PosternTestApp *app,
                              const char     *page);

/**
 * DemoScene:
 * @name: what `make demo SCENE=` calls it
 * @prepare: (nullable): called before the window opens, with the user’s data folder
 * @play: goes from page to page
 *
 * What pictures are taken of beside the wizard. Each begins with a window of its own.
 */
typedef struct
{
  const char *name;
  void      (*prepare) (const char     *data_folder);
  void      (*play)    (PosternTestApp *app,
                        DemoTourFunc    picture);
} DemoScene;

/** The wizard for an account at Microsoft 365, up to the guide that is asked where a step goes wrong. */
void demo_tour_play_provider (PosternTestApp *app,
                              DemoTourFunc    picture);
/** The wizard for something that signs in without a password. */
void demo_tour_play_oauth    (PosternTestApp *app,
                              DemoTourFunc    picture);
/** The wizard for a server that is entered by hand. */
void demo_tour_play_server   (PosternTestApp *app,
                              DemoTourFunc    picture);
/** A test before it is started, while it runs, and after it was stopped. */
void demo_tour_play_test     (PosternTestApp *app,
                              DemoTourFunc    picture);
/** A test that the server refuses. */
void demo_tour_play_refused  (PosternTestApp *app,
                              DemoTourFunc    picture);

/** All scenes; the last has no name. */
extern const DemoScene demo_tour_scenes[];

G_END_DECLS
