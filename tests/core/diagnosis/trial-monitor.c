/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "trial-monitor.h"

enum
{
  PROP_0,
  PROP_AVAILABLE,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

#define TEST_TYPE_MONITOR (test_monitor_get_type ())
G_DECLARE_FINAL_TYPE (TestMonitor, test_monitor, TEST, MONITOR, GObject)

struct _TestMonitor
{
  GObject parent_instance;
};

static GNetworkConnectivity said = G_NETWORK_CONNECTIVITY_FULL;

static gboolean
initialize (GInitable     *initable,
            GCancellable  *cancellable,
            GError       **error)
{
  return TRUE;
}

static void
implement_initable (GInitableIface *iface)
{
  iface->init = initialize;
}

static void
implement_monitor (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestMonitor, test_monitor, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, implement_initable)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, implement_monitor))

static void
get_property (GObject    *object,
              guint       id,
              GValue     *value,
              GParamSpec *spec)
{
  if (id == PROP_CONNECTIVITY)
    g_value_set_enum (value, said);
  else
    g_value_set_boolean (value, id == PROP_AVAILABLE);
}

static void
test_monitor_class_init (TestMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
test_monitor_init (TestMonitor *self)
{
}

void
trial_monitor_install (void)
{
  /* Any question to GIO makes the place where it can be put. */
  g_vfs_get_default ();
  g_io_extension_point_implement (G_NETWORK_MONITOR_EXTENSION_POINT_NAME, TEST_TYPE_MONITOR, "test", 1000);
  g_assert_true (TEST_IS_MONITOR (g_network_monitor_get_default ()));
}

void
trial_monitor_say (GNetworkConnectivity connectivity)
{
  said = connectivity;
}
