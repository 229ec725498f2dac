"""Ground: the address of invitations."""

from django.urls import path

from accounts import views

urlpatterns = [path("invitation/<str:token>/", views.invitation, name="invitation")]
