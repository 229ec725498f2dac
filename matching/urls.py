"""Bridge: addresses of the pages."""

from django.urls import path

from matching import views

app_name = "matching"
urlpatterns = [
    path("needs/", views.board, name="needs"),
    path("needs/new/", views.new, name="new"),
    path("needs/from/<str:meeting>/<int:number>/", views.from_statement, name="from-statement"),
    path("needs/<str:code>/", views.need, name="need"),
    path("needs/<str:code>/edit/", views.edit, name="edit"),
    path("needs/<str:code>/check/", views.check, name="check"),
    path("needs/<str:code>/support/", views.support, name="support"),
    path("needs/<str:code>/unsupport/", views.unsupport, name="unsupport"),
    path("needs/<str:code>/release/", views.release, name="release"),
    path("needs/<str:code>/move/", views.move, name="move"),
    path("needs/<str:code>/cases/", views.link_case, name="link-case"),
]
